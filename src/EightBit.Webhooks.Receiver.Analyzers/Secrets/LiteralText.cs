using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EightBit.Webhooks.Receiver.Analyzers.Secrets;

/// <summary>Text that is known from the code alone.</summary>
internal static class LiteralText
{
    /// <summary>The constant that a value is, or falls back to; null when the value comes from elsewhere or is empty.</summary>
    public static IOperation? FindIn(IOperation value, CancellationToken cancellationToken)
        => value switch
        {
            { ConstantValue: { HasValue: true, Value: string { Length: > 0 } } } => value,
            IConversionOperation conversion => FindIn(conversion.Operand, cancellationToken),
            ICoalesceOperation coalesce => FindIn(coalesce.WhenNull, cancellationToken),
            IConditionalOperation { WhenFalse: { } whenFalse } conditional
                => FindIn(conditional.WhenTrue, cancellationToken) ?? FindIn(whenFalse, cancellationToken),
            ILocalReferenceOperation local => IsWrittenAs(local.Local, cancellationToken) ? local : null,
            IFieldReferenceOperation { Field.IsReadOnly: true } field => IsWrittenAs(field.Field, cancellationToken) ? field : null,
            _ => null,
        };

    public static string? ConstantOf(IOperation value)
        => value is IConversionOperation conversion ? ConstantOf(conversion.Operand) : value.ConstantValue is { HasValue: true, Value: string text } ? text : null;

    private static bool IsWrittenAs(ISymbol variable, CancellationToken cancellationToken)
        => variable.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is VariableDeclaratorSyntax
        {
            Initializer.Value: LiteralExpressionSyntax { Token.ValueText.Length: > 0 } literal
        } && literal.IsKind(SyntaxKind.StringLiteralExpression);
}
