using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Fuzz.Targets;

namespace Fuzz.Running;

/// <summary>Feeds all targets with mutations of their corpus, without any instrumentation.</summary>
internal static class PlainRun
{
    public static async Task<PlainReport> RunAsync(FuzzSettings settings, TextWriter output)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var again = $"eng/fuzz.sh --plain {settings.Inputs} --seed {settings.Seed}{OnlyTarget(settings)}";
        await output.WriteLineAsync($"Seed {settings.Seed}; again with: {again}");
        var reports = new ConcurrentBag<TargetReport>();
        var writing = TextWriter.Synchronized(output);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForEachAsync(SharesOf(settings), parallel, async (share, _) =>
        {
            var report = await new TargetRun(share.Target, settings.Seed, settings.FindingsFolder).RunAsync(share.Inputs);
            writing.WriteLine(report);
            foreach (var (finding, file) in report.Findings.Zip(report.Files))
            {
                writing.WriteLine($"  {finding.What.Split('\n')[0]}\n  eng/fuzz.sh --replay {report.Target} {file}");
            }

            reports.Add(report);
        });

        var all = new PlainReport([.. reports]);
        var seconds = Stopwatch.GetElapsedTime(startedAt).TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        await output.WriteLineAsync($"{all} in {seconds} s (seed {settings.Seed})");
        return all;
    }

    private static string OnlyTarget(FuzzSettings settings) => settings.Targets is [var only] ? $" {only.Name}" : "";

    /// <summary>The slowest first; rounding is made up for by the first.</summary>
    private static IEnumerable<(FuzzTarget Target, long Inputs)> SharesOf(FuzzSettings settings)
    {
        var shares = settings.Targets.Sum(target => target.Share);
        var slowestFirst = settings.Targets.OrderBy(target => target.Share).ToList();
        var given = slowestFirst.Sum(target => settings.Inputs * target.Share / shares);
        return slowestFirst.Select((target, index) => (target, (settings.Inputs * target.Share / shares) + (index == 0 ? settings.Inputs - given : 0)));
    }
}
