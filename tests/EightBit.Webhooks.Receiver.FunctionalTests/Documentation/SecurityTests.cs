using System.Text.RegularExpressions;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Documentation;

/// <summary>SECURITY.md refers to what there is.</summary>
public sealed class SecurityTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(ReadmeTests.Repository, "SECURITY.md"));

    [Fact]
    public void Every_test_that_is_named_as_a_proof_exists()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(ReadmeTests.Repository, "tests"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(ReadmeTests.Repository, "src", "EightBit.Webhooks.Receiver.Testing"), "*.cs", SearchOption.AllDirectories))
            .Select(File.ReadAllText).ToList();
        var named = Regex.Matches(Page, "`([A-Z][A-Za-z0-9]*_[A-Za-z0-9_]+)`").Select(match => match.Groups[1].Value).ToList();

        named.Should().HaveCountGreaterThan(40);
        named.Where(name => !sources.Any(source => source.Contains($" {name}(", StringComparison.Ordinal))).Should().BeEmpty();
    }

    [Fact]
    public void Every_linked_file_exists()
        => Regex.Matches(Page, @"\]\((?!https?:)([^)#]+)").Select(match => match.Groups[1].Value)
            .Should().NotBeEmpty().And.OnlyContain(link => File.Exists(Path.Combine(ReadmeTests.Repository, link)));
}
