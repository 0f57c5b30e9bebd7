using Soak.Sampling;

namespace Soak.Judging;

/// <summary>
/// A series by thirds of the run. The first one is for warming up (compilation, caches, ids that have yet to expire); the median of the last
/// is compared with that of the middle one, so that single peaks count for nothing.
/// </summary>
internal sealed record SeriesVerdict(SeriesRule Rule, double First, double Middle, double Last, double TrendPerHour)
{
    private const int FewestSamples = 9;

    public double Growth => Last - Middle;

    public double Allowed => Math.Max(Rule.Share * Middle, Rule.Amount);

    public bool IsJudged => double.IsFinite(Rule.Share);

    public bool IsGood => !IsJudged || Growth <= Allowed;

    /// <returns>Null where the series was not sampled.</returns>
    public static SeriesVerdict? Of(SeriesRule rule, IReadOnlyList<Sample> samples)
    {
        var points = samples.Where(sample => sample.Figures.ContainsKey(rule.Name)).Select(sample => (At: sample.At.TotalHours, Value: sample.Figures[rule.Name])).ToArray();
        if (points.Length == 0)
        {
            return null;
        }

        if (points.Length < FewestSamples)
        {
            throw new InvalidOperationException($"{points.Length} samples of '{rule.Name}' are too few to judge; {FewestSamples} are the least.");
        }

        var third = points.Length / 3;
        return new SeriesVerdict(
            rule, Median(points[..third]), Median(points[third..^third]), Median(points[^third..]), Slope(points[third..]));
    }

    private static double Median((double At, double Value)[] points)
    {
        var values = points.Select(point => point.Value).Order().ToArray();
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    /// <summary>Least squares.</summary>
    private static double Slope((double At, double Value)[] points)
    {
        var (at, value) = (points.Average(point => point.At), points.Average(point => point.Value));
        return points.Sum(point => (point.At - at) * (point.Value - value)) / points.Sum(point => (point.At - at) * (point.At - at));
    }
}
