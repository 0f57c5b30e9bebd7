using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EightBit.Webhooks.Receiver.CodeFixes;

/// <summary><c>options.Secrets.Add("...")</c>: <c>AddEightBitWebhooks</c> reads the secrets from the configuration without being told.</summary>
internal static class RedundantSecret
{
    /// <summary>The file without the call; null where it is another kind of literal, or stands where it cannot be left out.</summary>
    public static SyntaxNode? Remove(SyntaxNode root, ExpressionSyntax secret)
    {
        if (secret.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax method } call }
            || method.Name.Identifier.ValueText is not "Add"
            || method.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Secrets" })
        {
            return null;
        }

        return call.Parent switch
        {
            LambdaExpressionSyntax lambda => RemoveConfiguration(root, lambda),
            ExpressionStatementSyntax { Parent: BlockSyntax { Statements.Count: 1, Parent: LambdaExpressionSyntax lambda } } => RemoveConfiguration(root, lambda),
            ExpressionStatementSyntax { Parent: BlockSyntax } statement => root.RemoveNode(statement, SyntaxRemoveOptions.KeepNoTrivia),
            _ => null,
        };
    }

    private static SyntaxNode? RemoveConfiguration(SyntaxNode root, LambdaExpressionSyntax lambda)
        => lambda.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax configured } } argument
            && configured.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AddEightBitWebhooks" }
                ? root.RemoveNode(argument, SyntaxRemoveOptions.KeepNoTrivia)
                : null;
}
