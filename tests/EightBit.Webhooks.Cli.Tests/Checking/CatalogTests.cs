using EightBit.Webhooks.Cli.Checking;

namespace EightBit.Webhooks.Cli.Tests.Checking;

public sealed class CatalogTests
{
    /// <summary>Scripts name them: add to this list, and take nothing away.</summary>
    [Fact]
    public void Ids_are_stable()
        => Catalog.All.Select(check => check.Id).Should().Equal(
            "valid-accepted", "body-formatting", "unknown-type", "unknown-fields", "event-id-forms",
            "signature-missing", "signature-empty", "signature-truncated", "signature-extended", "body-changed", "body-reformatted",
            "signature-upper-case", "signature-prefix", "signature-base64", "signature-doubled",
            "secret-wrong", "secret-empty", "secret-not-leaked",
            "timestamp-day-old", "timestamp-10-minutes-old", "timestamp-future", "timestamp-missing", "timestamp-malformed",
            "timestamp-milliseconds",
            "replay-same-headers", "replay-fresh-headers", "same-header-other-event", "concurrent-duplicates",
            "accepted-has-effect", "refused-has-no-effect",
            "malformed-json", "body-large", "body-chunked", "body-slow",
            "get-refused", "http2",
            "answer-in-time", "answer-before-processing", "answer-under-load");

    [Fact]
    public void Every_check_says_what_it_sends_why_and_by_which_standard()
        => Catalog.All.Should().OnlyContain(check => check.Title.Length > 0 && check.Sends.Length > 0 && check.Why.Length > 0 && check.Source.Length > 0);

    [Fact]
    public void The_documentation_has_every_check_and_no_other()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!folder.EnumerateFiles("*.sln").Any())
        {
            folder = folder.Parent!;
        }

        // Rows of the tables of checks: | `id` | fail | ...
        File.ReadLines(Path.Combine(folder.FullName, "docs", "cli.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length > 3 && cells[2] is "fail" or "advice")
            .Select(cells => cells[1].Trim('`'))
            .Should().Equal(Catalog.All.Select(check => check.Id));
    }
}
