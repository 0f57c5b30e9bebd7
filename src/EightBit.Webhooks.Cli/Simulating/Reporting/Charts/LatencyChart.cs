using System.Globalization;
using EightBit.Webhooks.Cli.Sending;
using EightBit.Webhooks.Cli.Simulating.Measuring;

namespace EightBit.Webhooks.Cli.Simulating.Reporting.Charts;

/// <summary>How many acknowledgements took how long, up to what the platform waits.</summary>
internal static class LatencyChart
{
    private static readonly double[] EndsInMilliseconds = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000];

    public static string Render(LatencyHistogram histogram)
        => histogram.Count == 0 ? BarChart.Render("", []) : BarChart.Render("Acknowledgements by the time they took", [.. Bars(histogram)]);

    private static IEnumerable<(string Label, double Value, double Bad, string Hint)> Bars(LatencyHistogram histogram)
    {
        var from = TimeSpan.FromTicks(-1);
        foreach (var end in EndsInMilliseconds)
        {
            var to = end < DeliverySender.TimeLimit.TotalMilliseconds ? TimeSpan.FromMilliseconds(end) : TimeSpan.MaxValue;
            var count = histogram.CountBetween(from, to);
            var label = end < 1_000 ? $"{end.ToString(CultureInfo.InvariantCulture)} ms" : $"{(end / 1_000).ToString(CultureInfo.InvariantCulture)} s";
            yield return ("≤ " + label, count, 0, $"up to {label}: {count}");
            from = to;
        }
    }
}
