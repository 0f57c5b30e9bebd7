using System.Globalization;
using Soak.Judging;
using Soak.Running;
using Soak.Sending;

namespace Soak.Reporting;

/// <summary>The result, in Markdown.</summary>
internal static class Report
{
    private const int MostLines = 5;
    private const int LongestLine = 500;

    public static void Write(TextWriter output, SoakSettings settings, Verdict verdict, Ledger ledger, Answers answers, PrintedLines printed, int reloads)
    {
        output.WriteLine(Invariant($"{settings.Duration.TotalMinutes:0.##} min at {settings.Rate} events/s, inbox {settings.Inbox}, the calendar {settings.ClockSpeed:0} times as fast"));
        output.WriteLine();
        output.WriteLine("| series | first third | middle | last third | growth | allowed | trend an hour | |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|---:|---|");
        foreach (var series in verdict.Series)
        {
            string Text(double figure) => Figure(figure, series.Rule.IsBytes);
            output.WriteLine(
                $"| {series.Rule.Name} | {Text(series.First)} | {Text(series.Middle)} | {Text(series.Last)} | {Text(series.Growth)} | "
                + $"{(series.IsJudged ? Text(series.Allowed) : "")} | {Text(series.TrendPerHour)} | {(series.IsJudged ? series.IsGood ? "flat" : "GROWS" : "reported")} |");
        }

        output.WriteLine();
        if (verdict.Series.Any(series => series.Rule.HoldsIds && !series.IsJudged))
        {
            output.WriteLine(Invariant($"The run was too short for ids and lines of the log to expire by its middle third, which takes {settings.TimeUntilIdsExpire.TotalMinutes * 3:0.#} min: what holds them is reported, not judged."));
            output.WriteLine();
        }

        output.WriteLine($"events made {ledger.Made}, acknowledged {ledger.Acknowledged}, handled {ledger.Handled}, dead letters {ledger.Dead}, lost {ledger.Open}, handled again {ledger.HandledAgain}; settings reloaded {reloads} times");
        output.WriteLine("answers: " + string.Join(", ", answers.Counts.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => $"{answer.Key} {answer.Value}")));
        output.WriteLine($"printed: planned errors {printed.Planned}, other lines {printed.Unexpected}");
        foreach (var line in printed.Last.Take(MostLines))
        {
            output.WriteLine("  " + (line.Length > LongestLine ? line[..LongestLine] + "..." : line));
        }

        output.WriteLine();
        output.WriteLine(verdict.IsGood ? "GOOD" : "BAD: " + string.Join("; ", verdict.Complaints));
    }

    private static string Figure(double figure, bool isBytes) => isBytes ? Invariant($"{figure / 1024 / 1024:0.00} MiB") : Invariant($"{figure:0}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
