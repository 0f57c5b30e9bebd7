using System.Text.Json.Nodes;

namespace EightBit.Webhooks.Receiver.Testing.Samples.Templates;

/// <summary>The data of <c>message.*</c>.</summary>
internal static class MessageTemplates
{
    public static JsonObject Received(SampleScene scene) => new()
    {
        ["message_id"] = scene.NewId("msg"),
        ["conversation_id"] = scene.Cast.ConversationId,
        ["agent_id"] = scene.Cast.Bot.Id,
        ["user_id"] = scene.Cast.Person.Id,
        ["contact"] = scene.Cast.Contact,
        ["channel"] = scene.Cast.Channel,
        ["content"] = scene.Pick(
            "Hello! Where is my order?",
            "The invoice of last month is wrong.",
            "Können Sie mir ein Angebot für 20 Lizenzen machen?",
            "Is it \"waterproof\"?\nI could not find it on the page.",
            "ありがとうございます 🙏",
            "I would like to talk to a person."),
        ["content_type"] = "text",
        ["received_at"] = scene.Now,
    };

    public static JsonObject Sent(SampleScene scene) => new()
    {
        ["message_id"] = scene.NewId("msg"),
        ["conversation_id"] = scene.Cast.ConversationId,
        ["agent_id"] = scene.Cast.Bot.Id,
        ["user_id"] = scene.Cast.Person.Id,
        ["channel"] = scene.Cast.Channel,
        ["content"] = scene.Pick(
            "Your order left our warehouse this morning and will be with you tomorrow.",
            "I have asked billing to correct the invoice. You will get a new one by e-mail.",
            "Gern! Das Angebot ist unterwegs.",
            "Yes, down to 10 metres."),
        ["content_type"] = "text",
        ["model"] = scene.Pick("8bit-large", "8bit-small"),
        ["tokens_used"] = scene.Between(20, 2_000),
        ["response_time_ms"] = scene.Between(150, 4_000),
        ["sent_at"] = scene.Now,
    };

    public static JsonObject Failed(SampleScene scene)
    {
        var (code, message) = scene.Pick(
            ("model_timeout", "The model did not answer within 30 seconds."),
            ("content_filtered", "The answer was held back by the content filter."),
            ("tool_failed", "The tool 'order_status' answered 500."));
        return new JsonObject
        {
            ["message_id"] = scene.NewId("msg"),
            ["conversation_id"] = scene.Cast.ConversationId,
            ["agent_id"] = scene.Cast.Bot.Id,
            ["user_id"] = scene.Cast.Person.Id,
            ["error_code"] = code,
            ["error_message"] = message,
            ["failed_at"] = scene.Now,
        };
    }
}
