using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Tests;

/// <summary>A machine whose clock is set while it runs: the wall clock jumps; timestamps and timers do not.</summary>
internal sealed class SteppedTime : FakeTimeProvider
{
    private long _setBy;

    public SteppedTime(DateTimeOffset start)
        : base(start)
    {
    }

    public void Set(TimeSpan by) => Interlocked.Add(ref _setBy, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _setBy));

    // The base class makes it of what GetUtcNow returns.
    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
