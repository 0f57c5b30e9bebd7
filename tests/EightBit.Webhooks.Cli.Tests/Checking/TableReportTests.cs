using EightBit.Webhooks.Cli.Checking;
using EightBit.Webhooks.Cli.Checking.Reporting;
using EightBit.Webhooks.Cli.Output;

namespace EightBit.Webhooks.Cli.Tests.Checking;

public sealed class TableReportTests
{
    [Fact]
    public void End_AfterResults_ShowsThemWithTheReasonsOfWhatIsNotRight()
    {
        using var text = new StringWriter();
        var report = new TableReport(Terminal.Of(text, isTerminal: false), Terminal.Of(TextWriter.Null, isTerminal: false));
        var (good, bad) = (Catalog.All[0], Catalog.All.Single(check => check.Id == "get-refused"));

        report.Add(new CheckResult(good, Verdict.Pass("It answered [200]."), TimeSpan.Zero));
        report.Add(new CheckResult(bad, Verdict.Fail("It answered 200."), TimeSpan.Zero));
        report.End(complete: false);

        text.ToString().Should().MatchRegex(@"pass .*A valid delivery is accepted .*It answered \[200\]\.").And.MatchRegex("fail .*GET is refused")
            .And.Contain("sections 9.2.1 (GET is safe)").And.NotContain(good.Source).And.Contain("1 passed, 1 failed").And.Contain("interrupted");
    }
}
