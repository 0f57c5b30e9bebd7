namespace EightBit.Webhooks.Cli.Simulating;

/// <summary>When the next new event is due.</summary>
internal sealed class Pace
{
    private static readonly TimeSpan MostCaughtUp = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly long _startedAt;
    private TimeSpan _next;

    public Pace(Rate rate, TimeProvider time)
    {
        _time = time;
        _interval = rate.PerSecond is { } perSecond ? TimeSpan.FromSeconds(1 / perSecond) : TimeSpan.Zero;
        _startedAt = time.GetTimestamp();
    }

    /// <returns>Zero or less when one is due.</returns>
    public TimeSpan UntilNext() => _interval == TimeSpan.Zero ? TimeSpan.Zero : _next - _time.GetElapsedTime(_startedAt);

    public void Advance()
    {
        // What a pause has left undone is caught up with, but not all of it at once.
        var earliest = _time.GetElapsedTime(_startedAt) - MostCaughtUp;
        _next = (_next > earliest ? _next : earliest) + _interval;
    }
}
