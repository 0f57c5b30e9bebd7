using EightBit.Webhooks.Receiver.Freshness;

namespace EightBit.Webhooks.Receiver.Tests.Freshness;

/// <summary>The edges of what a <see cref="DateTimeOffset"/> can hold: one step beyond is no time, and no exception.</summary>
public sealed class UnixTimeTests
{
    private const long LastSecond = 253_402_300_799;
    private const long LastMillisecond = 253_402_300_799_999;

    [Theory]
    [InlineData(0)]
    [InlineData(LastSecond)]
    public void TryFromSeconds_FirstAndLast_AreTimes(long seconds)
    {
        UnixTime.TryFromSeconds(seconds, out var time).Should().BeTrue();
        time.Should().Be(DateTimeOffset.FromUnixTimeSeconds(seconds));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(LastSecond + 1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void TryFromSeconds_BeyondTheEdges_AreNone(long seconds) => UnixTime.TryFromSeconds(seconds, out _).Should().BeFalse();

    [Theory]
    [InlineData(0)]
    [InlineData(LastMillisecond)]
    public void TryFromMilliseconds_FirstAndLast_AreTimes(long milliseconds)
    {
        UnixTime.TryFromMilliseconds(milliseconds, out var time).Should().BeTrue();
        time.Should().Be(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(LastMillisecond + 1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void TryFromMilliseconds_BeyondTheEdges_AreNone(long milliseconds) => UnixTime.TryFromMilliseconds(milliseconds, out _).Should().BeFalse();
}
