using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using Perfolizer.Horology;

namespace Micro;

/// <summary>Medians, each beside its baseline. The short mode takes some five seconds for a benchmark.</summary>
internal static class MicroConfig
{
    public static IConfig Create(bool isShort)
        => ManualConfig.Create(DefaultConfig.Instance)
            .AddJob(isShort ? Short() : Job.Default)
            .AddColumn(StatisticColumn.Median, new AboveBaselineColumn())
            .HideColumns(Column.Mean, Column.Error, Column.StdDev, Column.RatioSD, Column.AllocRatio);

    private static Job Short()
        => Job.Default.WithWarmupCount(3).WithIterationCount(9).WithIterationTime(TimeInterval.FromMilliseconds(100)).WithId("Short");
}
