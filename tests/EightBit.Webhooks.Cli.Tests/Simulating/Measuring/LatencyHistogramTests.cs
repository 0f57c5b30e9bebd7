using EightBit.Webhooks.Cli.Simulating.Measuring;

namespace EightBit.Webhooks.Cli.Tests.Simulating.Measuring;

public sealed class LatencyHistogramTests
{
    private static readonly double[] Shares = [0, 0.001, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1];

    public static TheoryData<int, double> Spreads => new() { { 1, 100 }, { 2, 10_000 }, { 3, 5_000_000 }, { 4, 60_000_000 } };

    [Theory]
    [MemberData(nameof(Spreads))]
    public void Percentile_ManyDurations_IsAtMostEightTenthsOfAPercentAboveTheTruth(int seed, double longestMicroseconds)
    {
        var random = new Random(seed);
        var durations = Enumerable.Range(0, 20_000).Select(_ => TimeSpan.FromMicroseconds(longestMicroseconds * Math.Pow(random.NextDouble(), 4))).ToArray();
        var histogram = new LatencyHistogram();
        foreach (var duration in durations)
        {
            histogram.Record(duration);
        }

        Array.Sort(durations);
        histogram.Count.Should().Be(durations.Length);
        histogram.Max.Should().Be(durations[^1]);
        foreach (var share in Shares)
        {
            var truth = durations[Math.Max(0, (int)Math.Ceiling(share * durations.Length) - 1)];
            histogram.Percentile(share).Should().BeGreaterThanOrEqualTo(truth).And.BeLessThanOrEqualTo((truth * 1.008) + TimeSpan.FromMicroseconds(1));
        }
    }

    [Fact]
    public void Percentile_NothingRecorded_IsZero() => new LatencyHistogram().Percentile(0.99).Should().Be(TimeSpan.Zero);

    [Fact]
    public void Record_AnyDuration_HasABucket()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.Zero);
        histogram.Record(TimeSpan.FromDays(365));

        histogram.Percentile(0.5).Should().Be(TimeSpan.Zero);
        histogram.Max.Should().Be(TimeSpan.FromDays(365));
        histogram.Percentile(1).Should().BeGreaterThan(TimeSpan.FromHours(30), "that is where the last bucket ends");
    }

    [Fact]
    public void CountBetween_EndsThatFollowEachOther_CountsEachOnce()
    {
        var histogram = new LatencyHistogram();
        for (var milliseconds = 0; milliseconds < 1_000; milliseconds++)
        {
            histogram.Record(TimeSpan.FromMilliseconds(milliseconds));
        }

        TimeSpan[] ends = [TimeSpan.FromTicks(-1), TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500), TimeSpan.MaxValue];
        ends.Zip(ends.Skip(1), histogram.CountBetween).Sum().Should().Be(1_000);
    }

    [Fact]
    public void Copy_RecordedLater_DoesNotChange()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.FromMilliseconds(1));
        var copy = histogram.Copy();
        histogram.Record(TimeSpan.FromMilliseconds(9));

        copy.Count.Should().Be(1);
        copy.Percentile(1).Should().Be(TimeSpan.FromMilliseconds(1));
    }
}
