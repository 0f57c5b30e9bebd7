using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Cli.Sending;

namespace EightBit.Webhooks.Cli.Tests.Sending;

public sealed class TimestampTextTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [Theory]
    [InlineData("1700000000", "1700000000")]
    [InlineData("1700000000123", "1700000000123")]
    [InlineData("-10m", "1799999400")]
    [InlineData("+1.5h", "1800005400")]
    [InlineData("2027-01-15T08:00:00Z", "1800000000")]
    [InlineData("2027-01-15T09:00:00+01:00", "1800000000")]
    public void ToHeader_Time_ReturnsUnixSeconds(string text, string expected) => TimestampText.ToHeader(text, Now).Should().Be(expected);

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("10m")]
    [InlineData("-10")]
    [InlineData("soon")]
    [InlineData("-NaNs")]
    [InlineData("-999999999999d")]
    public void ToHeader_NoTime_Throws(string text) => FluentActions.Invoking(() => TimestampText.ToHeader(text, Now)).Should().Throw<CliException>();
}
