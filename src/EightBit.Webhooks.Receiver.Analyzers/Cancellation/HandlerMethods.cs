using Microsoft.CodeAnalysis;

namespace EightBit.Webhooks.Receiver.Analyzers.Cancellation;

/// <summary>The methods that the processor calls with an event.</summary>
internal sealed class HandlerMethods
{
    private const string HandleAsync = nameof(HandleAsync);

    private readonly INamedTypeSymbol _handler;
    private readonly INamedTypeSymbol _typedHandler;

    public HandlerMethods(INamedTypeSymbol handler, INamedTypeSymbol typedHandler)
    {
        _handler = handler;
        _typedHandler = typedHandler;
    }

    public bool Contain(ISymbol symbol)
    {
        for (var method = symbol as IMethodSymbol; method is not null; method = method.OverriddenMethod)
        {
            if (method.Name.EndsWith(HandleAsync, StringComparison.Ordinal) && Implements(method, method.ContainingType))
            {
                return true;
            }
        }

        return false;
    }

    private bool Implements(IMethodSymbol method, INamedTypeSymbol type)
        => type.AllInterfaces.Any(implemented
            => (implemented.Is(_handler) || implemented.OriginalDefinition.Is(_typedHandler))
                && implemented.GetMembers(HandleAsync).Any(member => type.FindImplementationForInterfaceMember(member).Is(method)));
}
