namespace Load.Reports;

internal static class Medians
{
    public static double Median(this List<Run> runs, Func<Run, double> figure)
    {
        var sorted = runs.Select(figure).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
