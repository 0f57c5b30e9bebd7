namespace EightBit.Webhooks.Receiver.Handlers;

/// <summary>Which events of a receiver a handler of a node takes.</summary>
public sealed class HandledEvents
{
    /// <summary>The receiver's name; empty for the default one.</summary>
    public required string Receiver { get; init; }

    /// <summary>What the handler is known by in the progress of events; empty for what says only that the node has the receiver.</summary>
    public required string Handler { get; init; }

    /// <summary>Event types, or patterns of them such as <c>conversation.*</c> and <c>*</c>.</summary>
    public required IReadOnlyList<string> EventTypes { get; init; }

    /// <summary>Event types that it does not take though one of <see cref="EventTypes"/> matches.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>Whether it takes an event.</summary>
    /// <param name="receiver">The receiver's name.</param>
    /// <param name="eventType">The event's type.</param>
    public bool Take(string receiver, string eventType)
        => receiver == Receiver && !Except.Contains(eventType) && EventTypes.Any(pattern => EventTypePattern.Parse(pattern).Matches(eventType));
}
