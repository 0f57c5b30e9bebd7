using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EightBit.Webhooks.Receiver.CodeFixes;

/// <summary>The secret from the environment, and a plain error where it is not set.</summary>
internal static class EnvironmentSecret
{
    public const string Variable = "EightBit__Webhooks__Secrets__0";

    public static SyntaxNode Replace(SyntaxNode root, ExpressionSyntax secret, SemanticModel model)
    {
        var system = model.LookupNamespacesAndTypes(secret.SpanStart, name: nameof(Environment)).Any() ? "" : "System.";
        var lookup = SyntaxFactory.ParseExpression(
            $"{system}Environment.GetEnvironmentVariable(\"{Variable}\") ?? throw new {system}InvalidOperationException(\"{Variable} is not set.\")");

        // On the right of ?? it reads as it stands; in a conditional, for one, it would not.
        ExpressionSyntax replacement = secret.Parent is ArgumentSyntax or EqualsValueClauseSyntax or AssignmentExpressionSyntax or BinaryExpressionSyntax
            or InitializerExpressionSyntax
                ? lookup
                : SyntaxFactory.ParenthesizedExpression(lookup);
        return root.ReplaceNode(secret, replacement.WithTriviaFrom(secret));
    }
}
