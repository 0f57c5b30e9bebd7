using System.Text.Json;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Redis.Entries;

/// <summary>All of a delivery but its body, as the field <c>delivery</c> holds it. Later versions may add to it.</summary>
internal sealed record StoredDelivery
{
    public required string Receiver { get; init; }

    public string? Tenant { get; init; }

    public required string EventId { get; init; }

    public required string EventType { get; init; }

    public string? OrderingKey { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset SentAt { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public string? EventIdHeader { get; init; }

    public string? TraceParent { get; init; }

    public string? TraceState { get; init; }

    public TimeSpan RememberFor { get; init; }

    public static byte[] Write(InboxDelivery delivery) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredDelivery
        {
            Receiver = delivery.Receiver,
            Tenant = delivery.Tenant,
            EventId = delivery.EventId,
            EventType = delivery.EventType,
            OrderingKey = delivery.OrderingKey,
            CreatedAt = delivery.CreatedAt,
            SentAt = delivery.SentAt,
            ReceivedAt = delivery.ReceivedAt,
            EventIdHeader = delivery.EventIdHeader,
            TraceParent = delivery.TraceParent,
            TraceState = delivery.TraceState,
            RememberFor = delivery.RememberFor,
        },
        EntryJson.Default.StoredDelivery);

    /// <exception cref="JsonException">Somebody else has written it.</exception>
    public static InboxDelivery Read(byte[] json, byte[] body)
    {
        var stored = JsonSerializer.Deserialize(json, EntryJson.Default.StoredDelivery) ?? throw new JsonException("The delivery is null.");
        return new InboxDelivery
        {
            Receiver = stored.Receiver,
            Tenant = stored.Tenant,
            EventId = stored.EventId,
            EventType = stored.EventType,
            OrderingKey = stored.OrderingKey,
            CreatedAt = stored.CreatedAt,
            SentAt = stored.SentAt,
            ReceivedAt = stored.ReceivedAt,
            EventIdHeader = stored.EventIdHeader,
            TraceParent = stored.TraceParent,
            TraceState = stored.TraceState,
            RememberFor = stored.RememberFor,
            Body = body,
        };
    }
}
