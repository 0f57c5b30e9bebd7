using Soak.Judging;
using Soak.Sampling;

namespace EightBit.Webhooks.Receiver.SoakTests.Judging;

public sealed class SeriesVerdictTests
{
    private static readonly SeriesRule Rule = new("figure", 0.10, 5);

    [Fact]
    public void Of_FlatAfterWarmingUp_IsGood()
        => Judge(i => Math.Min(i, 20) * 50).IsGood.Should().BeTrue();

    [Fact]
    public void Of_SteadyGrowthBeyondTheShare_IsBad()
        => Judge(i => 1000 + (i * 10)).IsGood.Should().BeFalse();

    [Fact]
    public void Of_GrowthWithinTheAmount_IsGood()
        => Judge(i => 10 + (i * 0.1)).IsGood.Should().BeTrue("a small figure may go up by the amount");

    [Fact]
    public void Of_SinglePeaks_IsGood()
        => Judge(i => i % 10 == 9 ? 100_000 : 1000).IsGood.Should().BeTrue();

    [Fact]
    public void Of_LessAndLess_IsGood()
        => Judge(i => 1000 - i).IsGood.Should().BeTrue();

    [Fact]
    public void Of_OnePerHour_HasThatTrend()
        => SeriesVerdict.Of(Rule, [.. Enumerable.Range(0, 60).Select(i => SampleOf(TimeSpan.FromHours(i), i * 7))])!.TrendPerHour.Should().BeApproximately(7, 0.001);

    [Fact]
    public void Of_SeriesThatWasNotSampled_IsNull()
        => SeriesVerdict.Of(new SeriesRule("another", 0, 0), [SampleOf(TimeSpan.Zero, 1)]).Should().BeNull();

    [Fact]
    public void Of_TooFewSamples_Throws()
        => FluentActions.Invoking(() => SeriesVerdict.Of(Rule, [SampleOf(TimeSpan.Zero, 1)])).Should().Throw<InvalidOperationException>();

    private static SeriesVerdict Judge(Func<int, double> figure)
        => SeriesVerdict.Of(Rule, [.. Enumerable.Range(0, 60).Select(i => SampleOf(TimeSpan.FromSeconds(i), figure(i)))])!;

    private static Sample SampleOf(TimeSpan at, double figure) => new(at, new Dictionary<string, double> { ["figure"] = figure });
}
