using EightBit.Webhooks.Receiver.Events;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Handlers;

/// <summary>An <see cref="IWebhookHandler{TData}"/>: takes every event type that is read as its payload type.</summary>
internal sealed class TypedHandlerRegistration<TData, THandler> : HandlerRegistration
    where TData : class
    where THandler : class, IWebhookHandler<TData>
{
    public override string Name => typeof(THandler).FullName ?? typeof(THandler).Name;

    public override Type HandlerType => typeof(THandler);

    public override string Subject => typeof(TData).Name;

    public override bool NeedsPayload => true;

    public override bool Handles(string eventType, EventCatalog catalog) => catalog[eventType].DataType == typeof(TData);

    // What nobody has listed is read as an unknown event.
    public override HandledEvents Describe(string receiver, EventCatalog catalog) => new()
    {
        Receiver = receiver,
        Handler = Name,
        EventTypes = typeof(TData) == typeof(UnknownEvent) ? ["*"] : [.. catalog.TypesReadAs(typeof(TData)).Order(StringComparer.Ordinal)],
        Except = typeof(TData) == typeof(UnknownEvent)
            ? [.. catalog.EventTypes.Where(type => catalog[type].DataType != typeof(UnknownEvent)).Order(StringComparer.Ordinal)]
            : [],
    };

    public override void ThrowIfUnreachable(EventCatalog catalog, string receiver)
    {
        if (typeof(TData) != typeof(UnknownEvent) && !catalog.TypesReadAs(typeof(TData)).Any())
        {
            throw new InvalidOperationException(
                $"{typeof(THandler)} handles {typeof(TData)} on {receiver}, but no event type is read as {typeof(TData)}, so it would "
                + $"never run. Add .AddEvent(\"resource.action\", JsonContext.Default.{typeof(TData).Name}); if an AddEvent call has "
                + "replaced this built-in payload type, handle the type it was replaced by.");
        }
    }

    public override Task InvokeAsync(IServiceProvider services, WebhookEvent webhookEvent, CancellationToken cancellationToken)
        => services.GetRequiredService<THandler>().HandleAsync((WebhookEvent<TData>)webhookEvent, cancellationToken);
}
