using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Events;

namespace AuditTrail.Chain;

/// <summary>Writes entries: what the signature covers apart from what it does not, and what this machine adds.</summary>
internal static class EntryWriter
{
    public static byte[] Event(ChainHead after, DateTimeOffset recordedAt, WebhookEvent webhookEvent, out string hash)
        => Write(after, "event", recordedAt, json => WriteEvent(json, webhookEvent), out hash);

    /// <summary>A torn last line was removed: that is a fact of the trail as well.</summary>
    public static byte[] Repair(ChainHead after, DateTimeOffset recordedAt, ReadOnlyMemory<byte> torn, out string hash)
        => Write(
            after,
            "repair",
            recordedAt,
            json =>
            {
                json.WriteNumber("removed_bytes", torn.Length);
                json.WriteString("removed_sha256", Convert.ToHexStringLower(SHA256.HashData(torn.Span)));
            },
            out hash);

    private static byte[] Write(ChainHead after, string kind, DateTimeOffset recordedAt, Action<Utf8JsonWriter> writeContent, out string hash)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("seq", after.Entries + 1);
            json.WriteString("prev", after.Head);
            json.WriteString("kind", kind);
            json.WriteString("recorded_at", recordedAt);
            writeContent(json);
            json.WriteEndObject();
        }

        return ChainLink.Seal(buffer.WrittenSpan, out hash);
    }

    private static void WriteEvent(Utf8JsonWriter json, WebhookEvent webhookEvent)
    {
        var delivery = webhookEvent.Delivery;
        json.WriteString("received_at", delivery.ReceivedAt);
        json.WriteNumber("attempt", delivery.Attempt);
        json.WriteString("receiver", delivery.Receiver);
        json.WriteString("tenant", delivery.Tenant);

        // No handler sees an event whose signature was not verified over exactly these bytes.
        json.WriteStartObject("signed");
        json.WriteString("by", "HMAC-SHA256");
        json.WriteString("id", webhookEvent.Id);
        json.WriteString("type", webhookEvent.Type);
        json.WriteString("conversation", webhookEvent.ConversationId);
        WriteTime(json, "created_at", webhookEvent.CreatedAt);
        json.WriteNumber("body_bytes", webhookEvent.Body.Length);
        json.WriteString("body_sha256", Convert.ToHexStringLower(SHA256.HashData(webhookEvent.Body.Span)));
        json.WriteEndObject();

        json.WriteStartObject("unsigned");
        json.WriteString("sent_at", delivery.SentAt);
        json.WriteString("event_id_header", delivery.EventIdHeader);
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            json.WriteString(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
