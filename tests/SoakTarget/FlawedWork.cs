namespace SoakTarget;

/// <summary>Does what a handler is there for, or what it must not do.</summary>
internal sealed class FlawedWork(Flaw flaw, EffectFile effects)
{
    private const int LeakedBytes = 32 * 1024;

    private readonly Lock _gate = new();
    private readonly List<object> _kept = [];
    private int _done;

    public void Do(string eventId)
    {
        var isFlawed = Interlocked.Increment(ref _done) % 100 == 0;
        if (flaw is Flaw.Memory or Flaw.Handles)
        {
            lock (_gate)
            {
                _kept.Add(flaw == Flaw.Memory ? new byte[LeakedBytes] : File.OpenRead("/dev/null"));
            }
        }

        if (flaw == Flaw.Loss && isFlawed)
        {
            return;
        }

        effects.Add(eventId);
        if (flaw == Flaw.Repetition && isFlawed)
        {
            effects.Add(eventId);
        }
    }
}
