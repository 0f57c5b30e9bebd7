namespace EightBit.Webhooks.Receiver.InMemory;

/// <summary>
/// How long the process has run, by timestamps. Leases, retries and ids end by it, and not by the time of day: that may be set while they
/// run, and here nothing outlives the process.
/// </summary>
internal sealed class SteadyClock
{
    private readonly TimeProvider _time;
    private readonly long _begin;

    public SteadyClock(TimeProvider time)
    {
        _time = time;
        _begin = time.GetTimestamp();
    }

    public TimeSpan Now => _time.GetElapsedTime(_begin);

    /// <summary>What the clock on the wall will show then, for people.</summary>
    public DateTimeOffset OnTheWall(TimeSpan moment) => _time.GetUtcNow() + (moment - Now);
}
