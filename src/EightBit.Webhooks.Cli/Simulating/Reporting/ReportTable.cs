using System.Globalization;
using EightBit.Webhooks.Cli.Output;
using Spectre.Console;

namespace EightBit.Webhooks.Cli.Simulating.Reporting;

/// <summary>The report for a person.</summary>
internal static class ReportTable
{
    public static void Write(SimulationReport report, Terminal terminal)
    {
        var table = new Table().Border(terminal.IsTerminal ? TableBorder.Rounded : TableBorder.Ascii).HideHeaders()
            .AddColumn("what").AddColumn("value", column => column.RightAligned()).AddColumn("of it");
        foreach (var row in ReportRows.Of(report))
        {
            table.AddRow(new Text(row.What), new Text(row.Value, row.IsBad ? new Style(Color.Red) : Style.Plain), new Text(row.Details));
        }

        terminal.Console.Write(table);
        foreach (var failure in report.Failures)
        {
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Failed for good: {failure.Id} ({failure.Type}), last {failure.Reason} {failure.Status} {failure.Code}").TrimEnd());
        }

        if (report.Interrupted)
        {
            terminal.WriteLine("Interrupted: this is what was done until then.");
        }
        else if (report.Events.FailedForGood == 0)
        {
            terminal.MarkupLine($"[green]All events were delivered.[/]");
        }
        else
        {
            terminal.MarkupLine($"[red]{report.Events.FailedForGood} events failed for good.[/]");
        }
    }
}
