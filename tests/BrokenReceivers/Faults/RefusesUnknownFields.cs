using System.Text.Json;

namespace BrokenReceivers.Faults;

/// <summary>Takes the fields it knows, and nothing else.</summary>
public sealed class RefusesUnknownFields : SoundReceiver
{
    private static readonly string[] Known = ["id", "type", "created_at", "data", "conversation_id", "user_id", "content"];

    protected override JsonElement? Event(byte[] body)
        => base.Event(body) is { } webhookEvent
            && webhookEvent.EnumerateObject().Concat(webhookEvent.GetProperty("data").EnumerateObject()).All(field => Known.Contains(field.Name))
                ? webhookEvent
                : null;
}
