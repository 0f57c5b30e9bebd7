using System.Collections.Immutable;
using System.Composition;
using EightBit.Webhooks.Receiver.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EightBit.Webhooks.Receiver.CodeFixes;

/// <summary>Calls <c>AddEightBitWebhooks</c> right after the application's builder is created, in whichever file that is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
internal sealed class RegisterReceiverFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.UnregisteredReceiver];

    /// <summary>One call mends all endpoints of a receiver; to fix all at once would add it for each of them.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true) is not { } mark
            || await BuilderDeclaration.FindAsync(context.Document, context.CancellationToken).ConfigureAwait(false) is not { } builder)
        {
            return;
        }

        context.RegisterCodeFix(
            CodeAction.Create(
                "Call AddEightBitWebhooks",
                cancellationToken => builder.AddReceiverAsync(ReceiverOf(mark), cancellationToken),
                RuleIds.UnregisteredReceiver),
            context.Diagnostics[0]);
    }

    private static string ReceiverOf(SyntaxNode mark)
        => mark switch
        {
            AttributeSyntax attribute => attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression.ToString() ?? "",
            BaseObjectCreationExpressionSyntax created => created.ArgumentList?.Arguments.FirstOrDefault()?.Expression.ToString() ?? "",
            _ => "",
        };
}
