using System.Text;
using System.Text.Json.Nodes;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Platform;

/// <summary>Bodies as the platform might send them.</summary>
internal static class Payload
{
    public static byte[] MessageReceived(string id, string conversation = "conv-1", string content = "hello")
        => Event(id, "message.received", new JsonObject { ["conversation_id"] = conversation, ["content"] = content });

    public static byte[] Event(string id, string type, JsonNode? data = null, DateTimeOffset? createdAt = null)
    {
        var envelope = new JsonObject { ["id"] = id, ["type"] = type };
        if (createdAt is { } time)
        {
            envelope["created_at"] = time.ToString("O");
        }

        envelope["data"] = data ?? new JsonObject();
        return Encoding.UTF8.GetBytes(envelope.ToJsonString());
    }
}
