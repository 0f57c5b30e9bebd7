using EightBit.Webhooks.Receiver.Events;

namespace LambdaVerifier.Queue;

/// <summary>The message. Its id is the consumer's idempotency key, since a queue may hold an event twice.</summary>
/// <param name="EventId">With SQS FIFO: the MessageDeduplicationId, hashed if it is longer than 128 characters.</param>
/// <param name="EventType">The event's type.</param>
/// <param name="Receiver">The receiver that took it.</param>
/// <param name="Tenant">Whose secret has signed it.</param>
/// <param name="ConversationId">With SQS FIFO: the MessageGroupId, which keeps a conversation in order.</param>
/// <param name="ReceivedAt">When it arrived.</param>
/// <param name="Body">The bytes that were signed; base64 in JSON.</param>
internal sealed record QueuedEvent(
    string EventId, string EventType, string Receiver, string? Tenant, string? ConversationId, DateTimeOffset ReceivedAt, byte[] Body)
{
    public static QueuedEvent Of(WebhookEvent webhookEvent) => new(
        webhookEvent.Id,
        webhookEvent.Type,
        webhookEvent.Delivery.Receiver,
        webhookEvent.Delivery.Tenant,
        webhookEvent.ConversationId,
        webhookEvent.Delivery.ReceivedAt,
        webhookEvent.Body.ToArray());
}
