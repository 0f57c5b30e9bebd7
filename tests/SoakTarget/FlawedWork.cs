using EightBit.Webhooks.Receiver.Handlers;

namespace SoakTarget;

/// <summary>Does what a handler is there for, or what it must not do.</summary>
internal sealed partial class FlawedWork(Flaw flaw, EffectFile effects, ILogger logger)
{
    private const int LeakedBytes = 32 * 1024;

    private readonly Lock _gate = new();
    private readonly List<object> _kept = [];
    private int _done;

    public void Do(string eventId)
    {
        LeakIfFlawed();
        var isHundredth = Interlocked.Increment(ref _done) % 100 == 0;
        if (isHundredth && flaw.HasFlag(Flaw.Dead))
        {
            throw new WebhookRejectedException("Nothing is wrong with it.");
        }

        if (isHundredth && flaw.HasFlag(Flaw.Error))
        {
            LogNothing(logger, eventId);
        }

        if (isHundredth && flaw.HasFlag(Flaw.Loss))
        {
            return;
        }

        effects.Add(eventId);
        if (isHundredth && flaw.HasFlag(Flaw.Repetition))
        {
            effects.Add(eventId);
        }
    }

    private void LeakIfFlawed()
    {
        lock (_gate)
        {
            if (flaw.HasFlag(Flaw.Memory))
            {
                _kept.Add(new byte[LeakedBytes]);
            }

            if (flaw.HasFlag(Flaw.Handles))
            {
                _kept.Add(File.OpenRead("/dev/null"));
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Event {EventId} is logged as an error, and was handled")]
    private static partial void LogNothing(ILogger logger, string eventId);
}
