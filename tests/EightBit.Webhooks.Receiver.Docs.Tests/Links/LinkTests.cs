using System.Text.RegularExpressions;
using EightBit.Webhooks.Receiver.Docs.Tests.Pages;

namespace EightBit.Webhooks.Receiver.Docs.Tests.Links;

public sealed partial class LinkTests
{
    /// <summary>There is no Internet where this runs, so a link to elsewhere is allowed by its host, and somebody has looked at it once.</summary>
    private static readonly string[] KnownHosts =
    [
        "datatracker.ietf.org", "docs.github.com", "dotnet.microsoft.com", "github.com", "keepachangelog.com", "learn.microsoft.com",
        "opentelemetry.io", "preactjs.com", "redis.io", "semver.org", "www.nuget.org", "www.rfc-editor.org", "www.sqlite.org",
    ];

    public static TheoryData<string> Pages => [.. Page.All.Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_somewhere(string path)
    {
        foreach (var link in LinksOf(Page.Of(path)).Distinct())
        {
            var problem = Uri.TryCreate(link, UriKind.Absolute, out var elsewhere) && elsewhere.Scheme != Uri.UriSchemeFile
                ? ProblemOf(elsewhere)
                : ProblemOf(path, link);

            problem.Should().BeNull($"{path} links to {link}");
        }
    }

    [Fact]
    public void Every_page_of_the_documentation_is_in_its_index()
    {
        var index = LinksOf(Page.Of("docs/README.md")).Select(link => link.Split('#')[0]).ToHashSet();

        Page.All.Select(page => page.Path)
            .Where(path => Path.GetDirectoryName(path) == "docs" && path != "docs/README.md")
            .Select(path => Path.GetFileName(path))
            .Should().BeSubsetOf(index);
    }

    private static IEnumerable<string> LinksOf(Page page)
        => MarkdownLink().Matches(page.Prose).Concat(HtmlLink().Matches(page.Prose)).Select(match => match.Groups[1].Value);

    private static string? ProblemOf(Uri elsewhere)
        => elsewhere.Scheme == Uri.UriSchemeHttps && KnownHosts.Contains(elsewhere.Host) ? null : "not https, or a host that is not in the list";

    private static string? ProblemOf(string page, string link)
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0]);
        var file = Path.GetFullPath(target, Repository.Root);
        if (!file.StartsWith(Repository.Root, StringComparison.Ordinal) || !Path.Exists(file))
        {
            return "there is no such file";
        }

        return parts.Length == 1 || Anchors.Of(Path.GetRelativePath(Repository.Root, file)).Contains(parts[1]) ? null : "there is no such section";
    }

    [GeneratedRegex(@"\]\(\s*<?([^)\s>]+)>?(?:\s+""[^""]*"")?\s*\)")]
    private static partial Regex MarkdownLink();

    [GeneratedRegex("(?:href|src|srcset)=\"([^\"]+)\"")]
    private static partial Regex HtmlLink();
}
