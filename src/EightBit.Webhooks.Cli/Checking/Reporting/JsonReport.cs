using System.Text.Json;
using EightBit.Webhooks.Cli.Output;

namespace EightBit.Webhooks.Cli.Checking.Reporting;

/// <summary>One JSON object at the end, for programs.</summary>
internal sealed class JsonReport : Report
{
    private readonly Terminal _out;
    private readonly Uri _url;
    private readonly DateTimeOffset _startedAt;

    public JsonReport(Terminal output, Uri url, DateTimeOffset startedAt)
    {
        _out = output;
        _url = url;
        _startedAt = startedAt;
    }

    public override void End(bool complete)
    {
        var document = new ReportDocument
        {
            Url = _url.ToString(),
            StartedAt = _startedAt,
            Complete = complete,
            Summary = new ReportDocument.Counts(Count(Outcome.Pass), Count(Outcome.Fail), Count(Outcome.Advice), Count(Outcome.NotVisible)),
            Checks =
            [
                .. Results.Select(result => new ReportDocument.Line(
                    result.Check.Id,
                    OutcomeName.Of(result.Verdict.Outcome),
                    result.Check.Title,
                    result.Verdict.Reason,
                    result.Check.Sends,
                    result.Check.Why,
                    result.Check.Source,
                    (int)result.Elapsed.TotalMilliseconds)),
            ],
        };
        _out.Writer.WriteLine(JsonSerializer.Serialize(document, CheckReportJson.Default.ReportDocument));
    }
}
