using System.Text.RegularExpressions;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Documentation;

/// <summary>docs/testing.md shows the sample as it is.</summary>
public sealed class TestingGuideTests
{
    private static readonly string Repository = FindRepository();
    private static readonly string Guide = File.ReadAllText(Path.Combine(Repository, "docs", "testing.md"));

    [Fact]
    public void Every_block_of_code_is_a_file_of_the_sample_to_the_letter()
    {
        var sources = new[] { "SupportDesk", "SupportDesk.Tests" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository, "samples", project), "*.cs", SearchOption.AllDirectories))
            .Select(File.ReadAllText)
            .ToHashSet();

        var blocks = Regex.Matches(Guide, "```csharp\n(.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value);

        blocks.Should().HaveCount(5).And.OnlyContain(block => sources.Contains(block));
    }

    [Fact]
    public void The_code_of_the_package_page_is_a_test_of_the_sample()
    {
        var page = File.ReadAllText(Path.Combine(Repository, "src", "EightBit.Webhooks.Receiver.Testing", "README.md"));
        var tests = File.ReadAllText(Path.Combine(Repository, "samples", "SupportDesk.Tests", "EscalationTests.cs"));

        var block = Regex.Match(page, "```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;

        block.Should().NotBeEmpty();
        Regex.Replace(tests, "(?m)^ +", "").Should().Contain(block);
    }

    [Theory]
    [InlineData("docs/testing.md")]
    [InlineData("src/EightBit.Webhooks.Receiver.Testing/README.md")]
    [InlineData("samples/SupportDesk.Tests/README.md")]
    public void Every_linked_file_exists(string page)
    {
        var path = Path.Combine(Repository, page);
        var links = Regex.Matches(File.ReadAllText(path), @"\]\((?!https?:)([^)#]+)").Select(match => match.Groups[1].Value);

        links.Should().NotBeEmpty().And.OnlyContain(link => Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, link)));
    }

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
