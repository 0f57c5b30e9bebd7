namespace Load;

/// <summary>Tables in Markdown. Every ratio is to the first server of the same run.</summary>
internal static class Report
{
    public static void Throughput(string title, Dictionary<string, List<Run>> runs)
    {
        var first = runs.Values.First();
        var (rate, cpu) = (Median(first, run => run.Client.PerSecond), Median(first, run => run.CpuPerDelivery));
        Console.WriteLine($"\n{title}\n");
        Console.WriteLine("| server | requests/s | ratio | CPU µs per delivery until handled | ratio | p50 ms | p99 ms | p99.9 ms | allocated bytes per delivery | collections per 1,000 | peak MB |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var (kind, measured) in runs)
        {
            Console.WriteLine($"| {kind} | {Median(measured, run => run.Client.PerSecond):0} | {Median(measured, run => run.Client.PerSecond) / rate:0.00} "
                + $"| {Median(measured, run => run.CpuPerDelivery):0.0} | {Median(measured, run => run.CpuPerDelivery) / cpu:0.00} "
                + $"| {Median(measured, run => run.Client.P50) / 1000:0.00} | {Median(measured, run => run.Client.P99) / 1000:0.00} "
                + $"| {Median(measured, run => run.Client.P999) / 1000:0.00} "
                + $"| {Median(measured, run => run.AllocatedPerDelivery):0} | {Median(measured, run => run.CollectionsPerThousand):0.00} "
                + $"| {measured[^1].After.PeakWorkingSet / 1024 / 1024} |");
        }
    }

    public static void Latency(string title, Dictionary<string, List<Run>> runs)
    {
        var p99 = Median(runs.Values.First(), run => run.Client.P99);
        Console.WriteLine($"\n{title}\n");
        Console.WriteLine("| server | p50 ms | p99 ms | ratio | p99.9 ms |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        foreach (var (kind, measured) in runs)
        {
            Console.WriteLine($"| {kind} | {Median(measured, run => run.Client.P50) / 1000:0.00} | {Median(measured, run => run.Client.P99) / 1000:0.00} "
                + $"| {Median(measured, run => run.Client.P99) / p99:0.00} | {Median(measured, run => run.Client.P999) / 1000:0.00} |");
        }
    }

    public static void Growth(string axis, Dictionary<string, List<Run>> runs)
    {
        var first = runs.Values.First();
        var cpu = Median(first, run => run.CpuPerDelivery);
        Console.WriteLine($"\n| {axis} | CPU µs per delivery until handled | ratio | requests/s | p99 ms | heap MB | bytes per {axis} |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var (size, measured) in runs)
        {
            var count = long.Parse(size, System.Globalization.CultureInfo.InvariantCulture);
            var grown = measured[^1].Before.HeapBytes - first[^1].Before.HeapBytes;
            Console.WriteLine($"| {size} | {Median(measured, run => run.CpuPerDelivery):0.0} | {Median(measured, run => run.CpuPerDelivery) / cpu:0.00} "
                + $"| {Median(measured, run => run.Client.PerSecond):0} | {Median(measured, run => run.Client.P99) / 1000:0.00} "
                + $"| {measured[^1].Before.HeapBytes / 1024 / 1024} | {(count == 0 ? "" : $"{(double)grown / count:0.0}")} |");
        }
    }

    private static double Median(List<Run> runs, Func<Run, double> figure) => runs.Select(figure).Order().ElementAt(runs.Count / 2);
}
