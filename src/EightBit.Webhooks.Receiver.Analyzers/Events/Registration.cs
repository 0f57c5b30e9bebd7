using Microsoft.CodeAnalysis;

namespace EightBit.Webhooks.Receiver.Analyzers.Events;

/// <summary>One call of <c>AddHandler</c>: with a pattern, or with a payload type.</summary>
internal sealed class Registration
{
    public Registration(ITypeSymbol handler, string? pattern, ITypeSymbol? payload, Location location)
    {
        Handler = handler;
        Pattern = pattern;
        Payload = payload;
        Location = location;
    }

    public ITypeSymbol Handler { get; }

    public string? Pattern { get; }

    public ITypeSymbol? Payload { get; }

    public Location Location { get; }
}
