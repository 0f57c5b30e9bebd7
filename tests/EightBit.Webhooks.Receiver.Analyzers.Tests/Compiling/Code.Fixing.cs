using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace EightBit.Webhooks.Receiver.Analyzers.Tests.Compiling;

internal sealed partial class Code
{
    /// <summary>Applies the fix of the first finding until nothing is found any more; the result compiles.</summary>
    public async Task ShouldBecomeAsync(string expected, string? inFile = null)
    {
        var document = _document;
        for (var found = await DiagnosticsAsync(document); found.Length > 0; found = await DiagnosticsAsync(document))
        {
            var first = found.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).First();
            document = await ApplyAsync(document, (await ActionsAsync(document, first)).Should().ContainSingle().Subject);
        }

        var mended = inFile is null ? document : document.Project.Documents.Single(file => file.Name == inFile);
        (await mended.GetTextAsync()).ToString().ReplaceLineEndings("\n").Should().Be(expected.ReplaceLineEndings("\n"));
    }

    /// <summary>Fixes all findings of the file in one go, as an editor or <c>dotnet format analyzers</c> does.</summary>
    public async Task ShouldBecomeAtOnceAsync(string expected)
    {
        var found = await DiagnosticsAsync(_document);
        var fix = Shipped.FixFor(found[0].Id);
        var key = (await ActionsAsync(_document, found[0])).Single().EquivalenceKey!;
        var context = new FixAllContext(_document, fix, FixAllScope.Document, key, [found[0].Id], new Found(found), default);
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        var mended = await ApplyAsync(_document, action!);
        (await DiagnosticsAsync(mended)).Should().BeEmpty();
        (await mended.GetTextAsync()).ToString().ReplaceLineEndings("\n").Should().Be(expected.ReplaceLineEndings("\n"));
    }

    public async Task ShouldHaveNoFixAsync()
    {
        var found = await DiagnosticsAsync(_document);
        (await ActionsAsync(_document, found.Should().ContainSingle().Subject)).Should().BeEmpty();
    }

    private static async Task<IReadOnlyList<CodeAction>> ActionsAsync(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        await Shipped.FixFor(diagnostic.Id).RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), default));
        return actions;
    }

    private static async Task<Document> ApplyAsync(Document document, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(default);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        return await Formatter.FormatAsync(await Simplifier.ReduceAsync(changed, Simplifier.Annotation), Formatter.Annotation);
    }

    private sealed class Found : FixAllContext.DiagnosticProvider
    {
        private readonly ImmutableArray<Diagnostic> _diagnostics;

        public Found(ImmutableArray<Diagnostic> diagnostics) => _diagnostics = diagnostics;

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>(_diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>(_diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
