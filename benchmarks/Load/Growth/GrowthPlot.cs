using Load.Reports;

namespace Load.Growth;

/// <summary>One small line chart for each axis, as an SVG. The shaded band is 10 % to either side of the yardstick.</summary>
internal static class GrowthPlot
{
    private const int PanelWidth = 330;
    private const int PanelHeight = 250;
    private const int PanelsPerRow = 3;
    private const int Left = 46;
    private const int Top = 46;
    private const int PlotWidth = 260;
    private const int PlotHeight = 160;

    private static readonly (string Name, string Colour, Func<GrowthAxis, int, double> Ratio)[] Lines =
    [
        ("CPU per delivery", "#0b6bcb", (axis, index) => axis.CpuRatio(index)),
        ("requests per second", "#c4501b", (axis, index) => axis.RateRatio(index)),
    ];

    public static void Write(IReadOnlyList<GrowthAxis> axes)
    {
        var highest = axes.Max(axis => Enumerable.Range(0, axis.Points.Count).Max(index => Lines.Max(line => line.Ratio(axis, index))));
        var top = Math.Max(1.5, Math.Ceiling(highest * 2) / 2);
        var rows = (axes.Count + PanelsPerRow) / PanelsPerRow;
        Tables.Write(
            "growth",
            [
                $"""<svg xmlns="http://www.w3.org/2000/svg" width="{PanelsPerRow * PanelWidth}" height="{rows * PanelHeight}" font-family="sans-serif" font-size="11" fill="#333">""",
                """<rect width="100%" height="100%" fill="#fff"/>""",
                .. axes.SelectMany((axis, number) => Panel(axis, number, top)),
                .. Legend(axes.Count),
                "</svg>",
            ],
            "svg");
    }

    private static IEnumerable<string> Panel(GrowthAxis axis, int number, double top)
    {
        yield return Group(number);
        yield return $"""<text x="{Left}" y="{Top - 20}" font-size="13" font-weight="bold">{Title(axis.Name)}</text>""";
        yield return $"""<rect x="{Left}" y="{Y(1.1):0.#}" width="{PlotWidth}" height="{Y(0.9) - Y(1.1):0.#}" fill="#e6eef7"/>""";
        for (var ratio = 0.0; ratio <= top; ratio += top > 3 ? 1 : 0.5)
        {
            yield return $"""<path d="M{Left} {Y(ratio):0.#}h{PlotWidth}" stroke="#ccc"/><text x="{Left - 6}" y="{Y(ratio) + 4:0.#}" text-anchor="end">{ratio:0.0}</text>""";
        }

        for (var index = 0; index < axis.Points.Count; index++)
        {
            yield return $"""<text x="{X(index):0.#}" y="{Top + PlotHeight + 16}" text-anchor="middle">{axis.Points[index].Size:N0}</text>""";
        }

        foreach (var (_, colour, ratio) in Lines)
        {
            var points = axis.Points.Select((_, index) => (X: X(index), Y: Y(ratio(axis, index)))).ToList();
            yield return $"""<polyline points="{string.Join(' ', points.Select(point => $"{point.X:0.#},{point.Y:0.#}"))}" fill="none" stroke="{colour}" stroke-width="2"/>""";
            yield return string.Concat(points.Select(point => $"""<circle cx="{point.X:0.#}" cy="{point.Y:0.#}" r="3" fill="{colour}"/>"""));
        }

        yield return "</g>";

        double X(int index) => Left + 20 + ((PlotWidth - 40.0) * index / (axis.Points.Count - 1));
        double Y(double ratio) => Top + (PlotHeight * (1 - (ratio / top)));
    }

    private static IEnumerable<string> Legend(int number)
    {
        yield return Group(number);
        for (var index = 0; index < Lines.Length; index++)
        {
            yield return $"""<path d="M{Left} {Top + (24 * index)}h30" stroke="{Lines[index].Colour}" stroke-width="2"/><text x="{Left + 38}" y="{Top + 4 + (24 * index)}">{Lines[index].Name}</text>""";
        }

        yield return $"""<rect x="{Left}" y="{Top + 42}" width="30" height="12" fill="#e6eef7"/><text x="{Left + 38}" y="{Top + 52}">within 10 %</text>""";
        yield return $"""<text x="{Left}" y="{Top + 84}">Ratios to the smallest size; for connections,</text>""";
        yield return $"""<text x="{Left}" y="{Top + 100}">to bare at as many connections.</text></g>""";
    }

    private static string Group(int number) => $"""<g transform="translate({number % PanelsPerRow * PanelWidth} {number / PanelsPerRow * PanelHeight})">""";

    private static string Title(string axis) => axis switch
    {
        "ids" => "ids remembered",
        "pending" => "events pending",
        "handlers" => "handlers registered",
        "receivers" => "named receivers",
        _ => "connections, beside bare",
    };
}
