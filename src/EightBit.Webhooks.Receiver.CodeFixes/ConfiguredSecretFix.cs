using System.Collections.Immutable;
using System.Composition;
using EightBit.Webhooks.Receiver.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EightBit.Webhooks.Receiver.CodeFixes;

/// <summary>
/// Takes the secret out of the code: away, where the configuration is read anyway, as in <c>options.Secrets.Add("...")</c>; elsewhere
/// from the environment, under the same name.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
internal sealed class ConfiguredSecretFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.LiteralSecret];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var diagnostic = context.Diagnostics[0];
        if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax secret
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        var (title, fixedRoot) = RedundantSecret.Remove(root, secret) is { } without
            ? ("Remove it; set EightBit:Webhooks:Secrets:0 in the configuration", without)
            : ("Take it from the environment variable " + EnvironmentSecret.Variable, EnvironmentSecret.Replace(root, secret, model));
        context.RegisterCodeFix(
            CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(fixedRoot)), title), diagnostic);
    }
}
