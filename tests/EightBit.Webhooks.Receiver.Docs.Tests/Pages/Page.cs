using System.Text.RegularExpressions;

namespace EightBit.Webhooks.Receiver.Docs.Tests.Pages;

/// <summary>A Markdown file, as far as these tests look into it: its fenced blocks, and the rest as text.</summary>
internal sealed partial class Page
{
    private Page(string path, IReadOnlyList<CodeBlock> blocks, string prose)
    {
        Path = path;
        Blocks = blocks;
        Prose = prose;
    }

    public static IReadOnlyList<Page> All { get; } = [.. Repository.Files(".md").Select(Read)];

    public string Path { get; }

    public IReadOnlyList<CodeBlock> Blocks { get; }

    /// <summary>The page with its fenced blocks and code spans emptied.</summary>
    public string Prose { get; }

    public static Page Of(string path) => All.Single(page => page.Path == path);

    public override string ToString() => Path;

    private static Page Read(string path)
    {
        var blocks = new List<CodeBlock>();
        var prose = new List<string>();
        var lines = Repository.Read(path).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                prose.Add(CodeSpan().Replace(lines[i], "`…`"));
                continue;
            }

            var end = Array.IndexOf(lines, "```", i + 1);
            end.Should().BePositive($"the block at {path}:{i + 1} has an end");
            var mark = i == 0 ? "" : Comment().Match(lines[i - 1]).Groups[1].Value;
            blocks.Add(new CodeBlock(path, i + 1, lines[i][3..].Trim(), mark, string.Join('\n', lines[(i + 1)..end]) + "\n"));
            i = end;
        }

        return new Page(path, blocks, string.Join('\n', prose));
    }

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex("^<!-- (.*) -->$")]
    private static partial Regex Comment();
}
