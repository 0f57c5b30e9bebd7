using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Pictures;

/// <summary>A clock that an hour of traffic can be put into a second with; what is measured by it still takes its real time.</summary>
internal sealed class DemoClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly long _startedAt = Stopwatch.GetTimestamp();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks + Stopwatch.GetElapsedTime(_startedAt).Ticks;
}
