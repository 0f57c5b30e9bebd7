using System.Text.Json;
using EightBit.Webhooks.Receiver.Events;

namespace Fuzz.Targets.Bodies;

/// <summary>What a handler may do with an event: read all of it, print it, write it as JSON.</summary>
internal static class EventWalk
{
    public static void Over(WebhookEvent read)
    {
        _ = read.ToString();
        var data = read.GetType().GetProperty(nameof(WebhookEvent<UnknownEvent>.Data))?.GetValue(read);
        switch (data)
        {
            case EventData known:
                Over(known);
                break;

            case UnknownEvent unknown:
                Over(unknown.Json);
                break;
        }
    }

    /// <summary>What becomes a key, a log line and a tag.</summary>
    public static void OverNames(WebhookEvent read)
    {
        Promise.IsIdentifier(read.Id, "an id");
        Promise.IsIdentifier(read.Type, "a type");
        Promise.IsIdentifier(read.ConversationId ?? "none", "a conversation");
    }

    private static void Over(EventData data)
    {
        _ = data.ToString(); // reads every property
        foreach (var member in data.AdditionalProperties ?? new Dictionary<string, JsonElement>())
        {
            Over(member.Value);
        }

        var json = EventJson.Default.GetTypeInfo(data.GetType())!;
        var written = JsonSerializer.SerializeToUtf8Bytes(data, json);
        var again = JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize(written, json), json);
        Promise.That(written.AsSpan().SequenceEqual(again), $"{data.GetType().Name} that was written and read again is the same");
    }

    private static void Over(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    _ = member.Name;
                    Over(member.Value);
                }

                break;

            case JsonValueKind.Array:
                foreach (var element in json.EnumerateArray())
                {
                    Over(element);
                }

                break;

            case JsonValueKind.String:
                _ = json.GetString();
                break;

            case JsonValueKind.Number:
                _ = json.TryGetDecimal(out _);
                _ = json.TryGetInt64(out _);
                break;
        }
    }
}
