using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Processing;
using EightBit.Webhooks.Receiver.Receiving;
using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Endpoints;

/// <summary>The verified event of this request, for the endpoint's parameters to bind to.</summary>
internal sealed class VerifiedEventFeature
{
    private readonly VerifiedDelivery _delivery;
    private readonly EventCatalog _events;

    public VerifiedEventFeature(VerifiedDelivery delivery, EventCatalog events)
    {
        _delivery = delivery;
        _events = events;
    }

    /// <summary>For whom it was verified.</summary>
    public string Receiver => _delivery.Receiver;

    /// <exception cref="InvalidOperationException">The request was not verified: the endpoint is not marked.</exception>
    public static VerifiedEventFeature Get(HttpContext context)
        => context.Features.Get<VerifiedEventFeature>() ?? throw new InvalidOperationException(
            $"{context.GetEndpoint()?.DisplayName ?? "The endpoint"} has a WebhookEvent parameter, but its requests are not verified. "
            + "Mark it with [EightBitWebhook] (or .RequireEightBitWebhook()), and call builder.Services.AddEightBitWebhooks().");

    /// <exception cref="WebhookBindingException">The event is of another type, or its data cannot be read.</exception>
    public TEvent Bind<TEvent>()
        where TEvent : WebhookEvent
        => (TEvent)Bind(typeof(TEvent));

    /// <exception cref="WebhookBindingException">The event is of another type, or its data cannot be read.</exception>
    public WebhookEvent Bind(Type eventType)
    {
        var raw = _delivery.ToEvent();
        if (eventType.IsInstanceOfType(raw))
        {
            return raw;
        }

        var payload = _events[raw.Type];
        var reading = PayloadReading.Of(raw, payload);
        if (reading.Event is not { } typed)
        {
            throw new WebhookBindingException(DeliveryOutcome.PayloadUnreadable, reading.Error!);
        }

        return eventType.IsInstanceOfType(typed)
            ? typed
            : throw new WebhookBindingException(
                DeliveryOutcome.EventTypeMismatch,
                $"the endpoint takes {eventType.GenericTypeArguments.FirstOrDefault()?.Name ?? eventType.Name}, but {raw.Type} is read as "
                + $"{payload.DataType.Name}; subscribe the endpoint to its own event types, or take a WebhookEvent");
    }
}
