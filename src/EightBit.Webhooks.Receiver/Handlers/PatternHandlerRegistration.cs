using EightBit.Webhooks.Receiver.Events;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Handlers;

/// <summary>An <see cref="IWebhookHandler"/>: takes the event types that its pattern matches.</summary>
internal sealed class PatternHandlerRegistration<THandler> : HandlerRegistration
    where THandler : class, IWebhookHandler
{
    private readonly EventTypePattern _pattern;

    public PatternHandlerRegistration(EventTypePattern pattern) => _pattern = pattern;

    // A class may handle one payload type and, with another method, every event: these are two handlers.
    public override string Name => $"{typeof(THandler).FullName ?? typeof(THandler).Name} (any event)";

    public override Type HandlerType => typeof(THandler);

    public override string Subject => $"\"{_pattern}\"";

    public override bool NeedsPayload => false;

    public override bool Handles(string eventType, EventCatalog catalog) => _pattern.Matches(eventType);

    public override HandledEvents Describe(string receiver, EventCatalog catalog)
        => new() { Receiver = receiver, Handler = Name, EventTypes = [_pattern.ToString()] };

    public override void ThrowIfUnreachable(EventCatalog catalog, string receiver)
    {
        // The platform may send any type at any time, so any pattern may match one day.
    }

    public override Task InvokeAsync(IServiceProvider services, WebhookEvent webhookEvent, CancellationToken cancellationToken)
        => services.GetRequiredService<THandler>().HandleAsync(webhookEvent, cancellationToken);
}
