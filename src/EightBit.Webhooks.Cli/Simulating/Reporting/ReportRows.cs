using System.Globalization;

namespace EightBit.Webhooks.Cli.Simulating.Reporting;

/// <summary>The report's figures in words.</summary>
internal static class ReportRows
{
    public static IEnumerable<ReportRow> Of(SimulationReport report)
    {
        var events = report.Events;
        var failed = report.Attempts.Failed;
        yield return new("events sent", Number(events.Sent), $"seed {report.Seed}, {Decimal(report.DurationSeconds)} s");
        yield return new("delivered", Number(events.Delivered), $"{Number(events.FirstTry)} at the first try, {Number(events.AfterRetries)} after retries");
        yield return new("failed for good", Number(events.FailedForGood), "", IsBad: events.FailedForGood > 0);
        if (events.Undecided > 0)
        {
            yield return new("undecided", Number(events.Undecided), "on the way or waiting for a retry", IsBad: true);
        }

        yield return new("attempts", Number(report.Attempts.Total), $"{Number(report.Attempts.Retries)} of them retries");
        yield return new(
            "failed attempts",
            Number(failed.Status + failed.Timeout + failed.Connection),
            $"{Number(failed.Status)} by status, {Number(failed.Timeout)} timed out, {Number(failed.Connection)} without connection");
        yield return new(
            "duplicates sent",
            Number(report.Duplicates.Sent),
            $"{Number(report.Duplicates.Concurrent)} at the same time; {Number(report.Duplicates.Acknowledged)} acknowledged, {Number(report.Duplicates.Failed)} not");
        foreach (var answer in report.Answers)
        {
            yield return new($"answered {(answer.Status == 0 ? "" : answer.Status.ToString(CultureInfo.InvariantCulture))} {answer.Code}".TrimEnd(), Number(answer.Count));
        }

        foreach (var row in Times(report))
        {
            yield return row;
        }
    }

    private static IEnumerable<ReportRow> Times(SimulationReport report)
    {
        if (report.Acknowledgement is { P50Ms: { } p50, P95Ms: { } p95, P99Ms: { } p99, MaxMs: { } max } times)
        {
            var limit = $"of {Number((long)times.LimitMs)} ms";
            yield return new("acknowledged within, 50 %", $"{Decimal(p50)} ms", limit);
            yield return new("95 %", $"{Decimal(p95)} ms", limit);
            yield return new("99 %", $"{Decimal(p99)} ms", limit);
            yield return new("all", $"{Decimal(max)} ms", limit);
        }

        var asked = report.Rate.AskedPerSecond is { } rate ? $"{Decimal(rate)} asked for" : "as many as possible";
        yield return new("new events a second", Decimal(report.Rate.EventsPerSecond), asked);
        yield return new("attempts a second", Decimal(report.Rate.AttemptsPerSecond), "all of them, over the whole run");
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Decimal(double number) => number.ToString("#,0.0", CultureInfo.InvariantCulture);
}
