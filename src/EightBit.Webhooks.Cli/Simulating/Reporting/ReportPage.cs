using System.Globalization;
using System.Net;
using System.Text;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Cli.Simulating.Reporting.Charts;

namespace EightBit.Webhooks.Cli.Simulating.Reporting;

/// <summary>The report as a page that needs nothing else: no script, no font, no network.</summary>
internal static class ReportPage
{
    private const string Style = """
        :root { color-scheme: light dark; --text: #1b1f24; --soft: #59636e; --line: #d1d9e0; --page: #ffffff; --good: #1a7f37; --bad: #cf222e; }
        @media (prefers-color-scheme: dark) { :root { --text: #f0f6fc; --soft: #9198a1; --line: #3d444d; --page: #0d1117; --good: #3fb950; --bad: #f85149; } }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; } .soft { color: var(--soft); } .bad { color: var(--bad); } .good { color: var(--good); }
        table { border-collapse: collapse; } td { padding: .2rem 1.2rem .2rem 0; border-bottom: 1px solid var(--line); } td:nth-child(2) { text-align: right; }
        svg { width: 100%; height: auto; } svg text { font: 11px system-ui, sans-serif; fill: var(--soft); }
        .grid { stroke: var(--line); } .bar { fill: var(--good); } .bar.bad { fill: var(--bad); }
        """;

    /// <summary>
    /// Opened before the run, so that a path that cannot be written does not cost the run. What it holds stays until there is a report.
    /// </summary>
    /// <exception cref="CliException">It cannot be written.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new CliException($"'{path}' cannot be written: {exception.Message}", exception);
        }
    }

    public static async Task WriteAsync(FileStream file, SimulationReport report)
    {
        file.SetLength(0);
        await file.WriteAsync(Encoding.UTF8.GetBytes(Render(report)));
    }

    public static string Render(SimulationReport report)
    {
        var result = report.Interrupted ? ("soft", "Interrupted: what was done until then")
            : report.Events.FailedForGood > 0 ? ("bad", $"{report.Events.FailedForGood} events failed for good")
            : ("good", "All events were delivered");
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Simulation of {Encoded(report.StartedAt.ToString("u", CultureInfo.InvariantCulture))}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <h1>Webhooks to {Encoded(report.Url)}</h1>
            <p class="soft">{Encoded(report.StartedAt.ToString("u", CultureInfo.InvariantCulture))}</p>
            <p class="{result.Item1}"><strong>{Encoded(result.Item2)}</strong></p>
            <table>
            {string.Join('\n', ReportRows.Of(report).Select(Row))}
            </table>
            <h2>Attempts a second</h2>
            {RateChart.Render(report.Source?.Slots ?? [])}
            <h2>Time until acknowledged</h2>
            {LatencyChart.Render(report.Source?.Acknowledgements ?? new())}
            </body>
            </html>

            """;
    }

    private static string Row(ReportRow row)
        => $"<tr><td>{Encoded(row.What)}</td><td{(row.IsBad ? " class=\"bad\"" : "")}>{Encoded(row.Value)}</td><td class=\"soft\">{Encoded(row.Details)}</td></tr>";

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
