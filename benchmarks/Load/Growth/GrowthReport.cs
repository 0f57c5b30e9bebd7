using Load.Reports;

namespace Load.Growth;

/// <summary>Tables in Markdown, and the same figures as data.</summary>
internal static class GrowthReport
{
    public static void Axis(GrowthAxis axis)
    {
        var smallest = axis.Points[0];
        List<string> lines =
        [
            $"| {axis.Name} | CPU µs per delivery until handled | ratio | requests/s | ratio | p99 ms | heap MB | bytes per one of them |",
            "|---:|---:|---:|---:|---:|---:|---:|---:|",
        ];
        for (var index = 0; index < axis.Points.Count; index++)
        {
            var point = axis.Points[index];
            lines.Add($"| {point.Size} | {point.Cpu:0.0} | {axis.CpuRatio(index):0.00} | {point.PerSecond:0} | {axis.RateRatio(index):0.00} "
                + $"| {point.P99:0.00} | {point.HeapBytes / 1024 / 1024:0} "
                + $"| {(point.Size == 0 ? "" : $"{(point.HeapBytes - smallest.HeapBytes) / point.Size:0}")} |");
        }

        Tables.Write($"growth-{axis.Name}", lines);
    }

    public static void Connections(GrowthAxis axis)
    {
        List<string> lines =
        [
            "| connections | bare: CPU µs | memory: CPU µs | ratio | bare: requests/s | memory: requests/s | ratio | bare: p99 ms | memory: p99 ms | ratio | bare: peak MB so far | memory: peak MB so far |",
            "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        ];
        for (var index = 0; index < axis.Points.Count; index++)
        {
            var (ours, bare) = (axis.Points[index], axis.Yardsticks[index]);
            lines.Add($"| {ours.Size} | {bare.Cpu:0.0} | {ours.Cpu:0.0} | {axis.CpuRatio(index):0.00} "
                + $"| {bare.PerSecond:0} | {ours.PerSecond:0} | {axis.RateRatio(index):0.00} "
                + $"| {bare.P99:0.00} | {ours.P99:0.00} | {ours.P99 / bare.P99:0.00} "
                + $"| {bare.PeakWorkingSet / 1024 / 1024} | {ours.PeakWorkingSet / 1024 / 1024} |");
        }

        Tables.Write("growth-connections", lines);
    }

    public static void Data(IEnumerable<GrowthAxis> axes)
        => Tables.Write(
            "growth",
            [
                "axis,size,cpu_microseconds,requests_per_second,p99_milliseconds,heap_bytes,cpu_ratio,requests_ratio",
                .. axes.SelectMany(axis => axis.Points.Select((point, index) =>
                    $"{axis.Name},{point.Size},{point.Cpu:0.00},{point.PerSecond:0},{point.P99:0.00},{point.HeapBytes:0},{axis.CpuRatio(index):0.000},{axis.RateRatio(index):0.000}")),
            ],
            "csv");
}
