using EightBit.Webhooks.Receiver.Docs.Tests.Pages;

namespace EightBit.Webhooks.Receiver.Docs.Tests.Code;

public sealed class CSharpBlockTests
{
    private static readonly IReadOnlyList<CodeBlock> All = [.. Page.All.SelectMany(page => page.Blocks).Where(block => block.Language == "csharp")];

    public static TheoryData<string> Blocks => [.. All.Select(block => block.ToString())];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Every_block_of_CSharp_compiles(string name)
    {
        var block = All.Single(b => b.ToString() == name);

        if (!WebProject.IsBuiltWithTheSolution(block))
        {
            PageCompiler.Compile(block).Should().BeEmpty();
        }
    }

    [Theory]
    [InlineData("builder.Services.AddEightBitWebhook();\n", "CS1061")]
    [InlineData("internal sealed class Broken : IWebhookHandler<MessageReceived>;\n", "CS0535")]
    public void Code_that_does_not_compile_is_found(string text, string error)
        => PageCompiler.Compile(new CodeBlock("README.md", 1, "csharp", "", text)).Should().Contain(found => found.Contains(error));
}
