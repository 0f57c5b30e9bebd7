using EightBit.Webhooks.Cli.Output;

namespace EightBit.Webhooks.Cli.Checking.Reporting;

/// <summary>A line for each result, as soon as it is there: for a pipe or a log.</summary>
internal sealed class TextReport : Report
{
    private const int OutcomeWidth = 11;
    private const int IdWidth = 24;

    private readonly Terminal _out;

    public TextReport(Terminal output) => _out = output;

    public override void End(bool complete) => _out.WriteLine(Summary(complete));

    protected override void Tell(CheckResult result)
    {
        var (check, verdict) = (result.Check, result.Verdict);
        _out.WriteLine($"{OutcomeName.Of(verdict.Outcome).PadRight(OutcomeWidth)}  {check.Id.PadRight(IdWidth)}  {check.Title}. {verdict.Reason}");
        if (verdict.Outcome is Outcome.Fail or Outcome.Advice)
        {
            var indent = new string(' ', OutcomeWidth + IdWidth + 4);
            _out.WriteLine($"{indent}sent: {check.Sends}");
            _out.WriteLine($"{indent}why: {check.Why}");
            _out.WriteLine($"{indent}source: {check.Source}");
        }
    }
}
