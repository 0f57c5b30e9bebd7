using System.Text.RegularExpressions;
using EightBit.Webhooks.Receiver.Docs.Tests.Pages;

namespace EightBit.Webhooks.Receiver.Docs.Tests.Links;

/// <summary>What a link may have behind its #: headings as GitHub names them, and ids that a page gives itself.</summary>
internal static partial class Anchors
{
    public static HashSet<string> Of(string path)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        var inBlock = false;
        foreach (var line in Repository.Read(path).Split('\n'))
        {
            inBlock ^= line.StartsWith("```", StringComparison.Ordinal);
            if (!inBlock && Heading().Match(line) is { Success: true } heading)
            {
                Add(anchors, Slug(heading.Groups[1].Value));
            }

            foreach (Match id in Id().Matches(inBlock ? "" : line))
            {
                anchors.Add(id.Groups[1].Value);
            }
        }

        return anchors;
    }

    private static void Add(HashSet<string> anchors, string slug)
    {
        var anchor = slug;
        for (var n = 1; !anchors.Add(anchor); n++)
        {
            anchor = $"{slug}-{n}";
        }
    }

    private static string Slug(string heading)
        => NotInSlug().Replace(Link().Replace(heading.Trim(), "$1").ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex("^#{1,6} (.*)$")]
    private static partial Regex Heading();

    [GeneratedRegex("<a id=\"([^\"]+)\">")]
    private static partial Regex Id();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInSlug();
}
