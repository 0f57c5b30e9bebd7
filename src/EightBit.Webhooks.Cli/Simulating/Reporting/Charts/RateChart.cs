using System.Globalization;
using EightBit.Webhooks.Cli.Simulating.Measuring;

namespace EightBit.Webhooks.Cli.Simulating.Reporting.Charts;

/// <summary>How many attempts ended when, and how many of them failed.</summary>
internal static class RateChart
{
    public static string Render(IReadOnlyList<RateSlot> slots)
        => BarChart.Render("Attempts a second over the run; failed ones in red", [.. slots.Select(Bar)]);

    private static (string Label, double Value, double Bad, string Hint) Bar(RateSlot slot)
    {
        var seconds = slot.Width.TotalSeconds;
        var from = slot.At.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture);
        var to = (slot.At + slot.Width).TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture);
        return ($"{from} s", (slot.Acknowledged + slot.Failed) / seconds, slot.Failed / seconds, $"{from} to {to} s: {slot.Acknowledged} acknowledged, {slot.Failed} failed");
    }
}
