using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace EightBit.Webhooks.Receiver.CodeFixes;

/// <summary>The secret from the environment, and a plain error where it is not set.</summary>
internal static class EnvironmentSecret
{
    public const string Variable = "EightBit__Webhooks__Secrets__0";

    public static SyntaxNode Replace(SyntaxNode root, ExpressionSyntax secret)
    {
        var lookup = SyntaxFactory.ParseExpression(
            $"global::System.Environment.GetEnvironmentVariable(\"{Variable}\") ?? "
            + $"throw new global::System.InvalidOperationException(\"{Variable} is not set.\")");

        // On the right of ?? it reads as it stands; in a conditional, for one, it would not.
        ExpressionSyntax replacement = secret.Parent is ArgumentSyntax or EqualsValueClauseSyntax or AssignmentExpressionSyntax or BinaryExpressionSyntax
            or InitializerExpressionSyntax
                ? lookup
                : SyntaxFactory.ParenthesizedExpression(lookup);
        return root.ReplaceNode(secret, replacement.WithTriviaFrom(secret).WithAdditionalAnnotations(Simplifier.Annotation, Formatter.Annotation));
    }
}
