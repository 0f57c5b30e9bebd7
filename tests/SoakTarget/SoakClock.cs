namespace SoakTarget;

/// <summary>
/// The calendar passes faster, so that ids and lines of the log expire within the run: without that their tables only grow for the 7 h 21 min
/// that ids are remembered at least, and a leak would hide in it. Waits of up to 5 s (answers, retries, commits) take the time they take;
/// longer ones (leases, cleaning, handlers' time limits) pass as fast as the calendar. Every process that has the same beginning agrees on the time.
/// </summary>
/// <remarks>
/// Timestamps are real: the time that a delivery may take, 4 s, is measured by them, and at the calendar's pace would be over at once. So the
/// processor, which looks by them how long a pause was, does not see that its leases have expired in it: the lease must outlast any pause.
/// The writer of the SQLite inbox asks them whether the calendar has been set, so on its thread they pass as fast as the calendar.
/// </remarks>
internal sealed class SoakClock(DateTimeOffset beginning, double speed) : TimeProvider
{
    private static readonly TimeSpan LongestRealWait = TimeSpan.FromSeconds(5);

    public override DateTimeOffset GetUtcNow() => beginning + ((base.GetUtcNow() - beginning) * speed);

    public override long GetTimestamp()
        => Thread.CurrentThread.Name == "8bit-ai webhooks: SQLite writer" ? (long)(base.GetTimestamp() * speed) : base.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => base.CreateTimer(callback, state, Shorten(dueTime), Shorten(period));

    private TimeSpan Shorten(TimeSpan time) => time <= LongestRealWait ? time : TimeSpan.FromTicks(Math.Max((time / speed).Ticks, TimeSpan.TicksPerMillisecond));
}
