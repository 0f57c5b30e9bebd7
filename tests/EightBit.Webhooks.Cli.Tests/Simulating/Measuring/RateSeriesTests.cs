using EightBit.Webhooks.Cli.Simulating.Measuring;

namespace EightBit.Webhooks.Cli.Tests.Simulating.Measuring;

public sealed class RateSeriesTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(3_600)]
    [InlineData(1_000_000)]
    public void Slots_RunOfAnyLength_AreFewAndLoseNothing(int seconds)
    {
        var series = new RateSeries();
        for (var second = 0; second < seconds; second += seconds / 10)
        {
            series.Record(TimeSpan.FromSeconds(second), isAcknowledged: true);
            series.Record(TimeSpan.FromSeconds(second), isAcknowledged: false);
        }

        var slots = series.Slots();
        slots.Count.Should().BeLessThanOrEqualTo(RateSeries.MostSlots);
        slots.Sum(slot => slot.Acknowledged).Should().Be(10);
        slots.Sum(slot => slot.Failed).Should().Be(10);
        slots.Should().BeInAscendingOrder(slot => slot.At).And.OnlyContain(slot => slot.Width == slots[0].Width);
        (slots[^1].At + slots[^1].Width).TotalSeconds.Should().BeGreaterThan(seconds * 0.9);
    }
}
