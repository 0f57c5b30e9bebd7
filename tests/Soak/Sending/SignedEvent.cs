using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;

namespace Soak.Sending;

/// <summary>A delivery: the bytes of its body and what its headers say.</summary>
internal sealed record SignedEvent(byte[] Body, string Signature, string Timestamp)
{
    public static SignedEvent Create(int number, string content, string secret, DateTimeOffset now)
        => Of(
            new JsonObject
            {
                ["id"] = Ledger.IdOf(number),
                ["type"] = "message.received",
                ["created_at"] = now.ToString("O", CultureInfo.InvariantCulture),
                ["data"] = content == "unreadable"
                    ? content
                    : new JsonObject { ["conversation_id"] = $"conversation-{number % 997}", ["user_id"] = "ada", ["content"] = content },
            }.ToJsonString(),
            secret,
            now);

    public static SignedEvent Of(string body, string secret, DateTimeOffset now)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return new SignedEvent(
            bytes, WebhookSignature.Sign(bytes, WebhookSecret.FromText(secret)), now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
    }
}
