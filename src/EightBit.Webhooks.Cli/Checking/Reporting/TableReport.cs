using EightBit.Webhooks.Cli.Output;
using Spectre.Console;

namespace EightBit.Webhooks.Cli.Checking.Reporting;

/// <summary>A line to say what is going on, and a table at the end: for a terminal.</summary>
internal sealed class TableReport : Report
{
    private readonly Terminal _out;
    private readonly Terminal _progress;

    public TableReport(Terminal output, Terminal progress)
    {
        _out = output;
        _progress = progress;
    }

    public override void Begin(Check check)
    {
        if (_progress.IsTerminal)
        {
            _progress.MarkupLine($"[grey]{check.Id}: {check.Sends}[/]");
        }
    }

    public override void End(bool complete)
    {
        var table = new Table().RoundedBorder().AddColumns("", "check", "found");
        foreach (var (check, verdict, _) in Results)
        {
            table.AddRow(
                Markup.FromInterpolated($"{OutcomeName.Of(verdict.Outcome)}", StyleOf(verdict.Outcome)),
                Markup.FromInterpolated($"{check.Title}\n[grey]{check.Id}[/]"),
                verdict.Outcome is Outcome.Fail or Outcome.Advice
                    ? Markup.FromInterpolated($"{verdict.Reason}\n[grey]{check.Why} ({check.Source})[/]")
                    : Markup.FromInterpolated($"{verdict.Reason}"));
        }

        _out.Console.Write(table);
        _out.WriteLine(Summary(complete));
    }

    private static Style StyleOf(Outcome outcome) => outcome switch
    {
        Outcome.Pass => Color.Green,
        Outcome.Fail => Color.Red,
        Outcome.Advice => Color.Yellow,
        _ => Color.Grey,
    };
}
