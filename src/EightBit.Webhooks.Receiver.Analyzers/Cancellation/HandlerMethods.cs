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
        => symbol is IMethodSymbol { ContainingType: { } type } method
            && method.Name.EndsWith(HandleAsync, StringComparison.Ordinal)
            && type.AllInterfaces.Any(implemented
                => (implemented.Is(_handler) || implemented.OriginalDefinition.Is(_typedHandler))
                    && implemented.GetMembers(HandleAsync).Any(member => type.FindImplementationForInterfaceMember(member).Is(method)));
}
