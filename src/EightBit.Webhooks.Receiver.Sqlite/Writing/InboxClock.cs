using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Sqlite.Writing;

/// <summary>
/// The time that the writer goes by, the same within a transaction. It is that of the machine, since what is written is read by the next
/// process; but the machine's clock may be set, which timestamps tell.
/// </summary>
internal sealed class InboxClock
{
    /// <summary>By how much a clock may differ from timestamps without having been set.</summary>
    private static readonly TimeSpan Noise = TimeSpan.FromSeconds(1);

    /// <summary>How long a clock that was set forwards is doubted at least; at most twice as long.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private Reading? _last;
    private Reading? _before;

    public InboxClock(TimeProvider time, ILogger logger)
    {
        _time = time;
        _logger = logger;
    }

    /// <summary>When the transaction has begun.</summary>
    public DateTimeOffset Now => _last?.Now ?? _time.GetUtcNow();

    /// <summary>
    /// The time by the earliest that the clock has said for an hour. Ids, dead letters and lines of the log expire by it: a clock that is
    /// ahead for a moment must not delete what cannot be had again.
    /// </summary>
    public DateTimeOffset Certain => Now - (_last is { } last ? Max(last.Ahead, last.AheadBefore) : TimeSpan.Zero);

    /// <summary>Reads the clock, at the beginning of a transaction.</summary>
    /// <returns>By how much it was set since the last one; zero if it was not.</returns>
    public TimeSpan Read()
    {
        var begun = _time.GetTimestamp();
        var now = _time.GetUtcNow();
        var timestamp = _time.GetTimestamp();
        var pause = _time.GetElapsedTime(begun, timestamp); // on a busy machine the thread may stand still between the two
        var last = _last ?? new Reading(now, timestamp, pause, timestamp, TimeSpan.Zero, TimeSpan.Zero);
        var step = now - last.Now - _time.GetElapsedTime(last.Timestamp, timestamp);
        if (_time.GetElapsedTime(last.PeriodBegan, timestamp) >= Period)
        {
            last = last with { PeriodBegan = timestamp, Ahead = TimeSpan.Zero, AheadBefore = last.Ahead };
        }

        _before = _last;
        _last = last with
        {
            Now = now,
            Timestamp = timestamp,
            Pause = pause,
            Ahead = Max(last.Ahead + step, TimeSpan.Zero),
            AheadBefore = Max(last.AheadBefore + step, TimeSpan.Zero),
        };
        if (step.Duration() < Noise + pause + last.Pause)
        {
            return TimeSpan.Zero;
        }

        _logger.ClockSet(step, now);
        return step;
    }

    /// <summary>The transaction is rolled back, and with it what was done about a clock that was set.</summary>
    public void RollBack() => _last = _before;

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    /// <param name="Now">What the clock said.</param>
    /// <param name="Timestamp">When it was read.</param>
    /// <param name="Pause">How long before that it may have been.</param>
    /// <param name="PeriodBegan">Since when <paramref name="Ahead"/> is counted.</param>
    /// <param name="Ahead">How far the clock is ahead of the earliest that it has said in this period.</param>
    /// <param name="AheadBefore">The same for the period before.</param>
    private sealed record Reading(
        DateTimeOffset Now, long Timestamp, TimeSpan Pause, long PeriodBegan, TimeSpan Ahead, TimeSpan AheadBefore);
}
