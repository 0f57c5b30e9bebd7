using Soak;

namespace EightBit.Webhooks.Receiver.SoakTests;

public sealed class SoakSettingsTests
{
    [Theory]
    [InlineData("0.5", "sqlite")]
    [InlineData("0.5", "redis")]
    [InlineData("10", "sqlite")]
    [InlineData("480", "memory")]
    public void ClockSpeed_OfAnyRun_LeavesALeaseTwentySeconds(string minutes, string inbox)
    {
        var settings = Parse(minutes, "--inbox", inbox);

        (settings.LeaseDuration / settings.ClockSpeed).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void ClockSpeed_OfTenMinutes_LetsIdsExpireBeforeTheMiddleThird()
        => Parse("10").TimeUntilIdsExpire.Should().BeLessThan(TimeSpan.FromMinutes(10.0 / 3));

    [Fact]
    public void ClockSpeed_OfALongRun_LetsIdsExpireInAFifth()
        => Parse("480").TimeUntilIdsExpire.Should().BeCloseTo(TimeSpan.FromMinutes(96), TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData("dead")]
    [InlineData("memory,loss")]
    public void Parse_Flaws_AreKept(string flaws)
        => Parse("1", "--flaw", flaws).Flaw.Should().Be(flaws);

    [Theory]
    [InlineData("death")]
    [InlineData("memory,")]
    public void Parse_UnknownFlaw_IsWrong(string flaws)
        => SoakSettings.Parse(["--flaw", flaws]).Should().BeNull();

    private static SoakSettings Parse(params string[] arguments) => SoakSettings.Parse(arguments)!;
}
