using EightBit.Webhooks.Receiver.Envelopes;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>Turns what an inbox kept back into an event.</summary>
internal static class RawEvent
{
    public static RawWebhookEvent From(InboxLease lease)
    {
        var delivery = lease.Delivery;
        var body = delivery.Body;

        if (delivery.Verified is { } verified && body.Equals(verified.Body))
        {
            return Of(lease, verified.Envelope);
        }

        // The body passed this reader when it was accepted; an inbox that returns other bytes has damaged them.
        if (!EnvelopeReader.TryRead(body.Span, out var envelope, out var problem))
        {
            throw new InvalidDataException($"The inbox returned event {delivery.EventId} with a damaged body: {problem}.");
        }

        return Of(lease, envelope);
    }

    private static RawWebhookEvent Of(InboxLease lease, in EventEnvelope envelope)
    {
        var delivery = lease.Delivery;
        return new RawWebhookEvent(delivery.EventId, delivery.EventType)
        {
            ConversationId = envelope.ConversationId,
            CreatedAt = delivery.CreatedAt,
            Body = delivery.Body,
            RawData = delivery.Body[envelope.Data],
            Delivery = new WebhookDelivery
            {
                Receiver = delivery.Receiver,
                Tenant = delivery.Tenant,
                Attempt = lease.Attempt,
                ReceivedAt = delivery.ReceivedAt,
                SentAt = delivery.SentAt,
                EventIdHeader = delivery.EventIdHeader,
            },
        };
    }
}
