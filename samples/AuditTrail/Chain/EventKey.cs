using System.Text.Json;
using EightBit.Webhooks.Receiver.Events;

namespace AuditTrail.Chain;

/// <summary>What makes an event the same event, as one text: receiver, tenant and id, none of which can run into another.</summary>
internal static class EventKey
{
    public static string Of(WebhookEvent webhookEvent)
        => Of(webhookEvent.Delivery.Receiver, webhookEvent.Delivery.Tenant, webhookEvent.Id);

    /// <returns>Null for an entry that is about no event.</returns>
    public static string? OfEntry(ReadOnlyMemory<byte> line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.TryGetProperty("signed", out var signed)
            ? Of(
                json.RootElement.GetProperty("receiver").GetString()!,
                json.RootElement.GetProperty("tenant").GetString(),
                signed.GetProperty("id").GetString()!)
            : null;
    }

    private static string Of(string receiver, string? tenant, string id) => JsonSerializer.Serialize<string?[]>([receiver, tenant, id]);
}
