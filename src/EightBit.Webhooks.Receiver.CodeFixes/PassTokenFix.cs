using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using EightBit.Webhooks.Receiver.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace EightBit.Webhooks.Receiver.CodeFixes;

/// <summary>Gives the call the handler's token.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
internal sealed class PassTokenFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.IgnoredToken];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var diagnostic = context.Diagnostics[0];
        if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || !diagnostic.Properties.TryGetValue(FixHints.Token, out var token) || token is null)
        {
            return;
        }

        context.RegisterCodeFix(
            CodeAction.Create(
                $"Pass '{token}'",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(
                    root.ReplaceNode(call.ArgumentList, WithToken(call.ArgumentList, token, diagnostic.Properties)))),
                RuleIds.IgnoredToken),
            diagnostic);
    }

    private static ArgumentListSyntax WithToken(ArgumentListSyntax arguments, string token, ImmutableDictionary<string, string?> hints)
    {
        var argument = Argument(IdentifierName(token));
        if (hints.TryGetValue(FixHints.Parameter, out var parameter) && parameter is not null)
        {
            argument = argument.WithNameColon(NameColon(IdentifierName(parameter)));
        }

        if (hints.TryGetValue(FixHints.ArgumentsBeforeList, out var before) && before is not null)
        {
            arguments = WithList(arguments, int.Parse(before, CultureInfo.InvariantCulture));
        }

        return arguments.AddArguments(argument).NormalizeSeparators();
    }

    // FindAsync(id) takes any number of keys, and would take the token for one of them; FindAsync([id], token) does not.
    private static ArgumentListSyntax WithList(ArgumentListSyntax arguments, int before)
    {
        var listed = arguments.Arguments.Skip(before).Select(argument => (CollectionElementSyntax)ExpressionElement(argument.Expression));
        var list = Argument(CollectionExpression(SeparatedList(listed))).NormalizeWhitespace();
        return arguments.WithArguments(SeparatedList([.. arguments.Arguments.Take(before), list]));
    }
}
