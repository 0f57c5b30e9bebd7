using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace EightBit.Webhooks.Receiver.CodeFixes;

/// <summary>Leaves the arguments that were there as they were written, line breaks and all.</summary>
internal static class ArgumentSeparators
{
    public static ArgumentListSyntax NormalizeSeparators(this ArgumentListSyntax list)
        => list.ReplaceTokens(
                list.Arguments.GetSeparators().Where(separator => separator.IsMissing || separator.TrailingTrivia.Count == 0),
                (separator, _) => SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space))
            .WithAdditionalAnnotations(Formatter.Annotation);
}
