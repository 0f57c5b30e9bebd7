using System.Text.Json;
using EightBit.Webhooks.Receiver.Events;

namespace Fuzz.Targets.Bodies;

/// <summary>Reads the data of a verified event by its type, as the documentation shows it.</summary>
internal static class VerifiedPayload
{
    public static void Read(WebhookEvent verified)
    {
        try
        {
            WebhookEvent? typed = verified.Type switch
            {
                WebhookEventTypes.MessageReceived => verified.ReadAs<MessageReceived>(),
                WebhookEventTypes.ConversationCreated => verified.ReadAs<ConversationCreated>(),
                WebhookEventTypes.AgentError => verified.ReadAs<AgentError>(),
                _ => verified.ReadAs(OrderJson.Default.OrderPlaced),
            };
            EventWalk.Over(typed);
        }
        catch (JsonException)
        {
            // Documented: the data is no JSON object, or not what the type can be read from.
        }
    }
}
