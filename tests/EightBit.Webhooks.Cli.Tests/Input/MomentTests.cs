using EightBit.Webhooks.Cli.Input;

namespace EightBit.Webhooks.Cli.Tests.Input;

public sealed class MomentTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("90s", "2026-11-23T11:58:30Z")]
    [InlineData("90m", "2026-11-23T10:30:00Z")]
    [InlineData("24h", "2026-11-22T12:00:00Z")]
    [InlineData("30d", "2026-10-24T12:00:00Z")]
    [InlineData("2w", "2026-11-09T12:00:00Z")]
    [InlineData("9999999d", "0001-01-01T00:00:00Z")]
    [InlineData("2026-11-01", "2026-11-01T00:00:00Z")]
    [InlineData("2026-11-01T13:00+01:00", "2026-11-01T12:00:00Z")]
    public void TryParse_AnAgeOrATime_IsUnderstood(string text, string moment)
    {
        Moment.TryParse(text, new FixedTime(), out var parsed).Should().BeTrue();
        parsed.Should().Be(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("30")]
    [InlineData("30y")]
    [InlineData("-1d")]
    [InlineData("99999999999d")]
    [InlineData("yesterday")]
    public void TryParse_AnythingElse_IsNot(string text) => Moment.TryParse(text, new FixedTime(), out _).Should().BeFalse();

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
