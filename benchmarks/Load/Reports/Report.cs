namespace Load.Reports;

/// <summary>Tables in Markdown: medians over the rounds. Every ratio is to the first server of the same run.</summary>
internal static class Report
{
    public static void Throughput(string name, string title, Dictionary<string, List<Run>> runs)
    {
        var first = runs.Values.First();
        var (rate, cpu) = (first.Median(run => run.Client.PerSecond), first.Median(run => run.CpuPerDelivery));
        List<string> lines =
        [
            $"**{title}**",
            "",
            "| server | requests/s | ratio | CPU µs per delivery until handled | ratio | p50 ms | p99 ms | p99.9 ms | allocated bytes per delivery | collections per 1,000 | peak MB |",
            "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        ];
        foreach (var (kind, measured) in runs)
        {
            lines.Add($"| {kind} | {measured.Median(run => run.Client.PerSecond):0} | {measured.Median(run => run.Client.PerSecond) / rate:0.00} "
                + $"| {measured.Median(run => run.CpuPerDelivery):0.0} | {measured.Median(run => run.CpuPerDelivery) / cpu:0.00} "
                + $"| {measured.Median(run => run.Client.P50) / 1000:0.00} | {measured.Median(run => run.Client.P99) / 1000:0.00} "
                + $"| {measured.Median(run => run.Client.P999) / 1000:0.00} "
                + $"| {measured.Median(run => run.AllocatedPerDelivery):0} | {measured.Median(run => run.CollectionsPerThousand):0.00} "
                + $"| {measured[^1].After.PeakWorkingSet / 1024 / 1024} |");
        }

        Tables.Write(name, lines);
    }

    public static void Latency(string name, string title, Dictionary<string, List<Run>> runs)
    {
        var p99 = runs.Values.First().Median(run => run.Client.P99);
        List<string> lines = [$"**{title}**", "", "| server | p50 ms | p99 ms | ratio | p99.9 ms |", "|---|---:|---:|---:|---:|"];
        foreach (var (kind, measured) in runs)
        {
            lines.Add($"| {kind} | {measured.Median(run => run.Client.P50) / 1000:0.00} | {measured.Median(run => run.Client.P99) / 1000:0.00} "
                + $"| {measured.Median(run => run.Client.P99) / p99:0.00} | {measured.Median(run => run.Client.P999) / 1000:0.00} |");
        }

        Tables.Write(name, lines);
    }
}
