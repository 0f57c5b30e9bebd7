using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Micro;

/// <summary>What a step costs above its baseline, in nanoseconds: the difference of the medians.</summary>
internal sealed class AboveBaselineColumn : IColumn
{
    public string Id => nameof(AboveBaselineColumn);

    public string ColumnName => "Above baseline";

    public string Legend => "Median of the benchmark less median of its baseline";

    public bool AlwaysShow => false;

    public ColumnCategory Category => ColumnCategory.Baseline;

    public int PriorityInCategory => 10;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Time;

    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(summary.IsBaseline);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        var baseline = summary.GetBaseline(summary.GetLogicalGroupKey(benchmarkCase));
        return !summary.IsBaseline(benchmarkCase) && MedianOf(summary, benchmarkCase) - MedianOf(summary, baseline) is { } difference
            ? $"{difference:0} ns"
            : "";
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    private static double? MedianOf(Summary summary, BenchmarkCase? benchmarkCase)
        => benchmarkCase is null ? null : summary[benchmarkCase]?.ResultStatistics?.Median;
}
