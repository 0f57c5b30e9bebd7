using EightBit.Webhooks.Receiver.Testing.Compliance;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Documentation;

/// <summary>The guide to the compliance suites says what is so.</summary>
public sealed class ComplianceGuideTests
{
    private static readonly string Repository = FindRepository();
    private static readonly string Guide = File.ReadAllText(Path.Combine(Repository, "docs", "compliance.md"));

    [Theory]
    [InlineData("OwnInboxComplianceTests.cs")]
    [InlineData("OwnInboxSubject.cs")]
    public void The_example_is_code_that_runs(string file)
    {
        var example = File.ReadAllText(
            Path.Combine(Repository, "tests", "EightBit.Webhooks.Receiver.Testing.Tests", "Documentation", "Example", file));

        Guide.Should().Contain($"```csharp\n{example}```");
    }

    [Fact]
    public void Every_inbox_check_is_listed_in_the_order_of_the_code()
        => Guide.Should().Contain(
            "| check | needs | broken, it means |\n|---|---|---|\n"
            + string.Concat(InboxCompliance.Checks.Select(check => $"| `{check.Name}` | {Needs(check)} | {check.Consequence} |\n")));

    [Fact]
    public void Every_store_check_is_listed_in_the_order_of_the_code()
        => Guide.Should().Contain(
            "| check | broken, it means |\n|---|---|\n"
            + string.Concat(DeduplicationStoreCompliance.Checks.Select(check => $"| `{check.Name}` | {check.Consequence} |\n")));

    private static string Needs(InboxCheck check) => check.Needs == InboxCapabilities.None ? "" : $"`{check.Needs}`";

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "EightBit.Webhooks.Receiver.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
