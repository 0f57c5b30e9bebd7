using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EightBit.Webhooks.Receiver.Analyzers.Cancellation;

/// <summary>The parameter that would have taken a token: an optional one that was left out, or the last of an overload.</summary>
internal static class TokenOverload
{
    public static IParameterSymbol? Find(IInvocationOperation call, INamedTypeSymbol token, Compilation compilation, ISymbol caller)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Type.Is(token) == true)
            {
                return argument.ArgumentKind == ArgumentKind.DefaultValue ? argument.Parameter : null;
            }
        }

        for (var type = call.TargetMethod.ContainingType; type is not null; type = type.BaseType)
        {
            foreach (var candidate in type.GetMembers(call.TargetMethod.Name).OfType<IMethodSymbol>())
            {
                if (TakesTokenToo(candidate, call.TargetMethod, token) && compilation.IsSymbolAccessibleWithin(candidate, caller.ContainingType))
                {
                    return candidate.Parameters[candidate.Parameters.Length - 1];
                }
            }
        }

        return null;
    }

    private static bool TakesTokenToo(IMethodSymbol candidate, IMethodSymbol called, INamedTypeSymbol token)
    {
        if (candidate.Arity != called.Arity
            || candidate.IsStatic != called.IsStatic
            || candidate.Parameters.Length != called.Parameters.Length + 1
            || !candidate.Parameters[called.Parameters.Length].Type.Is(token)
            || candidate.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == nameof(ObsoleteAttribute)))
        {
            return false;
        }

        var overload = candidate.Arity == 0 ? candidate : candidate.Construct([.. called.TypeArguments]);
        return overload.ReturnType.Is(called.ReturnType)
            && called.Parameters.Zip(overload.Parameters, (mine, its) => mine.RefKind == its.RefKind && mine.Type.Is(its.Type)).All(same => same);
    }
}
