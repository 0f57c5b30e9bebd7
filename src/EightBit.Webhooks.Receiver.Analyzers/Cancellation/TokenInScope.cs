using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EightBit.Webhooks.Receiver.Analyzers.Cancellation;

/// <summary>Which token a call in a handler should be given.</summary>
internal static class TokenInScope
{
    /// <summary>The token parameter of the innermost function that has one; null where there is none, or where passing it would do harm.</summary>
    public static string? At(IOperation call, IMethodSymbol handler, INamedTypeSymbol token)
    {
        for (var outer = call.Parent; outer is not null; outer = outer.Parent)
        {
            // What is cleaned up after a cancellation must not be cancelled by it.
            if (outer is ICatchClauseOperation || outer is IBlockOperation { Syntax.Parent: FinallyClauseSyntax })
            {
                return null;
            }

            var function = outer switch
            {
                IAnonymousFunctionOperation lambda => lambda.Symbol,
                ILocalFunctionOperation local => local.Symbol,
                _ => null,
            };
            if (function is not null && NameOf(function, token) is { } name)
            {
                return name;
            }

            if (function is { IsStatic: true })
            {
                return null;
            }
        }

        return NameOf(handler, token);
    }

    private static string? NameOf(IMethodSymbol function, INamedTypeSymbol token)
        => function.Parameters.FirstOrDefault(parameter => parameter.Type.Is(token) && !parameter.IsDiscard)?.Name;
}
