using System.Text.Json;
using EightBit.Webhooks.Receiver.Docs.Tests.Pages;

namespace EightBit.Webhooks.Receiver.Docs.Tests.Code;

public sealed class JsonBlockTests
{
    public static TheoryData<string> Blocks => [.. Page.All.SelectMany(page => page.Blocks).Where(block => block.Language == "json").Select(block => block.ToString())];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Every_block_of_JSON_is_JSON(string block)
    {
        var parse = () => JsonDocument.Parse(Page.All.SelectMany(page => page.Blocks).Single(b => b.ToString() == block).Text).Dispose();

        parse.Should().NotThrow();
    }

    [Fact]
    public void Every_block_says_what_it_is_written_in()
        => Page.All.SelectMany(page => page.Blocks).Where(block => !KnownLanguages.Contains(block.Language)).Should().BeEmpty();

    private static readonly string[] KnownLanguages = ["csharp", "json", "sh", "text", "mermaid", "xml", "yaml", "nginx", "ini"];
}
