using EightBit.Webhooks.Receiver.Docs.Tests.Pages;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EightBit.Webhooks.Receiver.Docs.Tests.Code;

/// <summary>
/// Compiles a block of C# as a reader would: in a web project that refers to the packages, beside the types that other blocks of the page declare.
/// Where statements begin in the middle, <c>builder</c> and <c>app</c> are those of the quick start.
/// </summary>
internal static class PageCompiler
{
    private const string BuilderDeclaration = "var builder = WebApplication.CreateBuilder(args);";
    private const string AppDeclaration = "var app = builder.Build();";

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly SyntaxTree TakenForGiven = CSharpSyntaxTree.ParseText(WebProject.TakenForGiven, Parsing);

    /// <returns>What the compiler has to say, warnings too.</returns>
    public static IReadOnlyList<string> Compile(CodeBlock block)
    {
        var source = Complete(block);
        var isProgram = source.GetCompilationUnitRoot().Members.Any(member => member is GlobalStatementSyntax);
        var beside = Page.Of(block.Page).Blocks
            .Where(other => other != block && other.Language == "csharp" && !WebProject.IsBuiltWithTheSolution(other))
            .Select(Complete)
            .Where(tree => !tree.GetCompilationUnitRoot().Members.Any(member => member is GlobalStatementSyntax));
        var options = new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary)
            .WithNullableContextOptions(NullableContextOptions.Enable)
            .WithSpecificDiagnosticOptions([new("CS0436", ReportDiagnostic.Suppress)]); // the program of the page is not that of these tests

        return [.. CSharpCompilation.Create("Page", [source, TakenForGiven, .. beside], References, options).GetDiagnostics()
            .Where(found => found.Severity >= DiagnosticSeverity.Warning)
            .Select(found => found.ToString())];
    }

    private static SyntaxTree Complete(CodeBlock block)
    {
        if (block.Mark == "members of a class")
        {
            return Parse(block, $"internal sealed class MembersOfLine{block.Line}\n{{\n", "}\n");
        }

        var root = CSharpSyntaxTree.ParseText(block.Text, Parsing).GetCompilationUnitRoot();
        var statements = root.Members.OfType<GlobalStatementSyntax>().ToList();
        if (statements.Count == 0)
        {
            return Parse(block);
        }

        var declared = statements.SelectMany(statement => statement.DescendantNodes()).OfType<VariableDeclaratorSyntax>()
            .Select(variable => variable.Identifier.Text).ToHashSet();
        var prelude = (declared.Contains("builder") ? "" : BuilderDeclaration) + (declared.Contains("app") ? "" : AppDeclaration);
        var start = statements[0].SpanStart;
        return CSharpSyntaxTree.ParseText(block.Text.Insert(start, prelude), Parsing, block.ToString());
    }

    private static SyntaxTree Parse(CodeBlock block, string before = "", string after = "")
        => CSharpSyntaxTree.ParseText(before + block.Text + after, Parsing, block.ToString());
}
