using EightBit.Webhooks.Receiver.Dashboard.Charts;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Charts;

public sealed class LatencyHistogramTests
{
    [Theory]
    [InlineData(0.005)]
    [InlineData(0.5)]
    [InlineData(3)]
    [InlineData(4_321)]
    [InlineData(59_000)]
    public void Percentile_OneDuration_IsIt(double milliseconds)
    {
        var histogram = new LatencyHistogram();
        histogram.Record(milliseconds);

        var counts = histogram.Take();

        counts.Count.Should().Be(1);
        counts.MaxMs.Should().Be(milliseconds);
        counts.Percentile(0.5).Should().Be(milliseconds);
    }

    [Fact]
    public void Percentile_ManyDurations_IsWithinSevenPercent()
    {
        var histogram = new LatencyHistogram();
        for (var milliseconds = 1; milliseconds <= 1000; milliseconds++)
        {
            histogram.Record(milliseconds);
        }

        var counts = histogram.Take();

        counts.Percentile(0.5).Should().BeInRange(500, 535);
        counts.Percentile(0.99).Should().BeInRange(990, 1000);
        counts.MaxMs.Should().Be(1000);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(1e9)]
    [InlineData(double.PositiveInfinity)]
    public void Record_DurationOutsideTheBuckets_IsCountedAtTheEnd(double milliseconds)
    {
        var histogram = new LatencyHistogram();

        histogram.Record(milliseconds);

        histogram.Take().Count.Should().Be(1);
    }

    [Fact]
    public void Take_Again_HasOnlyWhatIsNew()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(100);
        histogram.Take();
        histogram.Record(1);

        var counts = histogram.Take();

        (counts.Count, counts.MaxMs).Should().Be((1, 1));
        histogram.Take().Count.Should().Be(0);
    }

    [Fact]
    public void Record_FromManyThreads_LosesNothing()
    {
        var histogram = new LatencyHistogram();

        Parallel.For(0, 100_000, index => histogram.Record(index % 100));

        var counts = histogram.Take();
        (counts.Count, counts.MaxMs).Should().Be((100_000, 99));
    }
}
