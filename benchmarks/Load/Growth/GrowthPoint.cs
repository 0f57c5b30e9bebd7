using Load.Reports;

namespace Load.Growth;

/// <summary>The medians of one size of one axis.</summary>
internal sealed record GrowthPoint(int Size, double Cpu, double PerSecond, double P99, double HeapBytes, long PeakWorkingSet)
{
    public static GrowthPoint Of(int size, List<Run> runs) => new(
        size,
        runs.Median(run => run.CpuPerDelivery),
        runs.Median(run => run.Client.PerSecond),
        runs.Median(run => run.Client.P99) / 1000,
        runs.Median(run => run.Before.HeapBytes),
        runs[^1].After.PeakWorkingSet);
}
