using EightBit.Webhooks.Cli.Simulating;

namespace EightBit.Webhooks.Cli.Tests.Simulating;

public sealed class RateTests
{
    [Theory]
    [InlineData("50/s", 50)]
    [InlineData("0.5/s", 0.5)]
    [InlineData("300/m", 5)]
    [InlineData("1800/h", 0.5)]
    public void TryParse_Rate_ReturnsEventsPerSecond(string text, double expected)
    {
        Rate.TryParse(text, out var rate).Should().BeTrue();
        rate.PerSecond.Should().BeApproximately(expected, 1e-9);
    }

    [Fact]
    public void TryParse_Max_HasNoNumber()
    {
        Rate.TryParse("max", out var rate).Should().BeTrue();
        rate.PerSecond.Should().BeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("50")]
    [InlineData("0/s")]
    [InlineData("-1/s")]
    [InlineData("NaN/s")]
    [InlineData("50/d")]
    [InlineData("/s")]
    [InlineData("2000000/s")]
    public void TryParse_NoRate_ReturnsFalse(string text) => Rate.TryParse(text, out _).Should().BeFalse();
}
