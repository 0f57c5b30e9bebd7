namespace SqliteLogBenchmark;

/// <summary>The system's clock, but waiting takes a hundredth of the time: the log writes as fast as it can, instead of ten times a second.</summary>
internal sealed class HastyTime : TimeProvider
{
    private const int Haste = 100;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => base.CreateTimer(callback, state, Hasten(dueTime), Hasten(period));

    private static TimeSpan Hasten(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / Haste;
}
