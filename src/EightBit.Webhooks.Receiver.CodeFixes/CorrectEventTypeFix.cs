using System.Collections.Immutable;
using System.Composition;
using EightBit.Webhooks.Receiver.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace EightBit.Webhooks.Receiver.CodeFixes;

/// <summary>Writes the event type that was probably meant. Where none is near, nobody but the author knows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
internal sealed class CorrectEventTypeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.UnknownEvent];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var diagnostic = context.Diagnostics[0];
        if (!diagnostic.Properties.TryGetValue(FixHints.EventType, out var meant)
            || meant is null
            || root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax written)
        {
            return;
        }

        var literal = LiteralExpression(SyntaxKind.StringLiteralExpression, Literal(meant)).WithTriviaFrom(written);
        context.RegisterCodeFix(
            CodeAction.Create(
                $"Change to \"{meant}\"",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(written, literal))),
                RuleIds.UnknownEvent),
            diagnostic);
    }
}
