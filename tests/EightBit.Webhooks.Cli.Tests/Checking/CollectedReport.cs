using EightBit.Webhooks.Cli.Checking;
using EightBit.Webhooks.Cli.Checking.Reporting;

namespace EightBit.Webhooks.Cli.Tests.Checking;

/// <summary>Keeps the results for a test, and writes them out when it fails.</summary>
internal sealed class CollectedReport : Report
{
    public IEnumerable<string> Failed => With(Outcome.Fail);

    public IEnumerable<string> With(Outcome outcome)
        => Results.Where(result => result.Verdict.Outcome == outcome).Select(result => result.Check.Id);

    public Verdict Of(string id) => Results.Single(result => result.Check.Id == id).Verdict;

    public override void End(bool complete)
    {
    }

    public override string ToString()
        => string.Join("\n", Results.Select(result => $"{result.Verdict.Outcome} {result.Check.Id}: {result.Verdict.Reason}"));

    /// <summary>Runs checks in this process.</summary>
    public static async Task<CollectedReport> OfAsync(CheckSettings settings, params string[] only)
    {
        var report = new CollectedReport();
        using var run = new CheckRun(settings, TimeProvider.System);
        var complete = await run.RunAsync(Catalog.Select(only, []), report, CancellationToken.None);
        complete.Should().BeTrue();
        return report;
    }
}
