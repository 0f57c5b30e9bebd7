using System.Globalization;
using System.Net;
using System.Text;

namespace EightBit.Webhooks.Cli.Simulating.Reporting.Charts;

/// <summary>Bars side by side, drawn as SVG.</summary>
internal static class BarChart
{
    private const int Width = 900;
    private const int Height = 240;
    private const int Left = 60;
    private const int Bottom = 24;
    private const int Top = 10;
    private const int MostLabels = 12;

    private static readonly double[] NiceFactors = [1, 2, 4, 5, 8, 10];
    private static readonly double[] Lines = [0, 0.25, 0.5, 0.75, 1];

    /// <param name="title">What a screen reader says.</param>
    /// <param name="bars">From left to right: the label below, the height, the part of it that is bad, and what the pointer shows.</param>
    public static string Render(string title, IReadOnlyList<(string Label, double Value, double Bad, string Hint)> bars)
    {
        if (bars.Count == 0)
        {
            return "<p class=\"soft\">Nothing to show.</p>";
        }

        var highest = NiceCeiling(bars.Max(bar => bar.Value));
        var svg = new StringBuilder($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\">\n");
        foreach (var share in Lines)
        {
            var y = Y(share);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{highest * share:#,0.##}</text>\n");
        }

        var step = (double)(Width - Left) / bars.Count;
        for (var index = 0; index < bars.Count; index++)
        {
            AppendBar(svg, bars[index], Left + (index * step), step, highest);
            if (index % (((bars.Count - 1) / MostLabels) + 1) == 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + ((index + 0.5) * step):0.#}\" y=\"{Height - 6}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(bars[index].Label)}</text>\n");
            }
        }

        return svg.Append("</svg>").ToString();
    }

    private static void AppendBar(StringBuilder svg, (string Label, double Value, double Bad, string Hint) bar, double x, double step, double highest)
    {
        var top = Y(bar.Value / highest);
        var bad = Y(bar.Bad / highest);
        svg.Append(CultureInfo.InvariantCulture, $"<g><title>{WebUtility.HtmlEncode(bar.Hint)}</title>");
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"bar\" x=\"{x + (step * 0.1):0.##}\" width=\"{step * 0.8:0.##}\" y=\"{top:0.#}\" height=\"{bad - top:0.#}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"bar bad\" x=\"{x + (step * 0.1):0.##}\" width=\"{step * 0.8:0.##}\" y=\"{bad:0.#}\" height=\"{Y(0) - bad:0.#}\"/></g>\n");
    }

    private static double Y(double share) => Top + ((1 - share) * (Height - Top - Bottom));

    private static double NiceCeiling(double value)
    {
        if (value <= 0)
        {
            return 1;
        }

        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return NiceFactors.Select(factor => factor * unit).First(candidate => candidate >= value * 0.999999);
    }
}
