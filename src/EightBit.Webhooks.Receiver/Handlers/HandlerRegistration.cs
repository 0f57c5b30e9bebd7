using EightBit.Webhooks.Receiver.Events;

namespace EightBit.Webhooks.Receiver.Handlers;

/// <summary>A handler class and what it was registered for.</summary>
internal abstract class HandlerRegistration
{
    /// <summary>What the handler is known by in an event's progress and history; the same after a restart.</summary>
    public abstract string Name { get; }

    public abstract Type HandlerType { get; }

    /// <summary>What it was registered for, as the developer wrote it.</summary>
    public abstract string Subject { get; }

    public abstract bool NeedsPayload { get; }

    public abstract bool Handles(string eventType, EventCatalog catalog);

    /// <summary>The same for other nodes, which have another catalog.</summary>
    public abstract HandledEvents Describe(string receiver, EventCatalog catalog);

    /// <exception cref="InvalidOperationException">No event type of the catalog can ever reach the handler.</exception>
    public abstract void ThrowIfUnreachable(EventCatalog catalog, string receiver);

    public abstract Task InvokeAsync(IServiceProvider services, WebhookEvent webhookEvent, CancellationToken cancellationToken);
}
