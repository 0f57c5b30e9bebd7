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
    private const string Beginning = "var builder = WebApplication.CreateBuilder(args);";
    private const string AppDeclaration = "var app = builder.Build();";
    private const string MembersMark = "members of a class";
    private const string GivenMark = "given: ";

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly SyntaxTree TakenForGiven = CSharpSyntaxTree.ParseText(WebProject.TakenForGiven, Parsing);

    /// <returns>What the compiler has to say, warnings too.</returns>
    public static IReadOnlyList<string> Compile(CodeBlock block)
    {
        var source = Complete(block);
        var beside = Page.Of(block.Page).Blocks
            .Where(other => other != block && other.Language == "csharp" && !WebProject.IsBuiltWithTheSolution(other))
            .Select(Complete)
            .Append(Given(block))
            .Where(tree => !IsProgram(tree));
        var options = new CSharpCompilationOptions(IsProgram(source) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary)
            .WithNullableContextOptions(NullableContextOptions.Enable)
            .WithSpecificDiagnosticOptions([new("CS0436", ReportDiagnostic.Suppress)]); // the program of the page is not that of these tests

        return [.. CSharpCompilation.Create("Page", [source, TakenForGiven, .. beside], References, options).GetDiagnostics()
            .Where(found => found.Severity >= DiagnosticSeverity.Warning)
            .Select(found => found.ToString())];
    }

    private static SyntaxTree Complete(CodeBlock block)
    {
        if (block.Mark == MembersMark)
        {
            return CSharpSyntaxTree.ParseText($"internal sealed class MembersOfLine{block.Line}\n{{\n{block.Text}}}\n", Parsing, block.ToString());
        }

        var tree = CSharpSyntaxTree.ParseText(block.Text, Parsing, block.ToString());
        return Statements(tree).FirstOrDefault() is { } first
            ? CSharpSyntaxTree.ParseText(block.Text.Insert(first.SpanStart, BeginningOf(tree) + (Given(block) is var given && IsProgram(given) ? given.ToString() : "")), Parsing, block.ToString())
            : tree;
    }

    /// <summary>What the block's mark says that the reader has already: types, or local variables.</summary>
    private static SyntaxTree Given(CodeBlock block)
        => CSharpSyntaxTree.ParseText(block.Mark.StartsWith(GivenMark, StringComparison.Ordinal) ? block.Mark[GivenMark.Length..] : "", Parsing, $"given for {block}");

    private static string BeginningOf(SyntaxTree tree)
    {
        var declared = Statements(tree).SelectMany(statement => statement.DescendantNodes()).OfType<VariableDeclaratorSyntax>()
            .Select(variable => variable.Identifier.Text).ToHashSet();
        return declared.Contains("builder") ? "" : Beginning + (declared.Contains("app") ? "" : AppDeclaration);
    }

    private static bool IsProgram(SyntaxTree tree) => Statements(tree).Any();

    private static IEnumerable<GlobalStatementSyntax> Statements(SyntaxTree tree) => tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>();
}
