using System.Collections.Frozen;
using EightBit.Webhooks.Receiver.Events;

namespace EightBit.Webhooks.Receiver.Handlers;

/// <summary>Which handlers run for which event type, for one receiver.</summary>
internal sealed class HandlerTable
{
    private readonly EventCatalog _catalog;
    private readonly IReadOnlyList<HandlerRegistration> _registrations;
    private readonly FrozenDictionary<string, HandlerRegistration[]> _byKnownType;

    public HandlerTable(EventCatalog catalog, IReadOnlyList<HandlerRegistration> registrations)
    {
        _catalog = catalog;
        _registrations = registrations;
        _byKnownType = catalog.EventTypes.ToFrozenDictionary(type => type, Match, StringComparer.Ordinal);
    }

    public bool IsEmpty => _registrations.Count == 0;

    /// <summary>The handlers in the order they were registered. Types nobody has listed are matched anew each time: there may be any number of them.</summary>
    public HandlerRegistration[] For(string eventType)
        => _byKnownType.TryGetValue(eventType, out var handlers) ? handlers : Match(eventType);

    /// <summary>For other nodes: that there is this receiver, and what its handlers take.</summary>
    public IEnumerable<HandledEvents> Describe(string receiver) =>
    [
        new() { Receiver = receiver, Handler = "", EventTypes = ["*"] },
        .. _registrations.Select(handler => handler.Describe(receiver, _catalog)),
    ];

    // A class registered for "*" and for "conversation.*" runs once for an event that both match.
    private HandlerRegistration[] Match(string eventType)
        => [.. _registrations.Where(handler => handler.Handles(eventType, _catalog)).DistinctBy(handler => handler.Name)];
}
