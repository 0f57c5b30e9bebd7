using System.Text.Json.Nodes;

namespace EightBit.Webhooks.Receiver.Testing.Samples.Templates;

/// <summary>The data of <c>conversation.*</c>.</summary>
internal static class ConversationTemplates
{
    public static JsonObject Created(SampleScene scene) => new()
    {
        ["conversation_id"] = scene.Cast.ConversationId,
        ["agent_id"] = scene.Cast.Bot.Id,
        ["user_id"] = scene.Cast.Person.Id,
        ["contact"] = scene.Cast.Contact,
        ["channel"] = scene.Cast.Channel,
        ["status"] = "active",
        ["tags"] = new JsonArray(scene.Pick("new", "returning"), scene.Pick("shipping", "invoice", "product")),
        ["custom_fields"] = new JsonObject { ["plan"] = scene.Pick("free", "pro", "enterprise"), ["language"] = scene.Pick("en", "de", "pt") },
        ["started_at"] = scene.Now,
    };

    public static JsonObject Updated(SampleScene scene) => new()
    {
        ["conversation_id"] = scene.Cast.ConversationId,
        ["agent_id"] = scene.Cast.Bot.Id,
        ["user_id"] = scene.Cast.Person.Id,
        ["contact"] = scene.Cast.Contact,
        ["status"] = "waiting",
        ["tags"] = new JsonArray(scene.Pick("vip", "returning"), scene.Pick("shipping", "invoice", "product")),
        ["custom_fields"] = new JsonObject { ["order_number"] = scene.Between(10_000, 99_999) },
        ["changes"] = new JsonObject { ["status"] = new JsonObject { ["from"] = "active", ["to"] = "waiting" } },
        ["updated_at"] = scene.Now,
    };

    public static JsonObject Ended(SampleScene scene) => new()
    {
        ["conversation_id"] = scene.Cast.ConversationId,
        ["agent_id"] = scene.Cast.Bot.Id,
        ["user_id"] = scene.Cast.Person.Id,
        ["status"] = scene.Pick("resolved", "closed"),
        ["reason"] = scene.Pick("user_confirmed", "inactivity", "agent_closed"),
        ["message_count"] = scene.Between(2, 40),
        ["duration_seconds"] = scene.Between(30, 5_400),
        ["ended_at"] = scene.Now,
    };

    public static JsonObject Rating(SampleScene scene)
    {
        var rating = scene.Between(1, 5);
        return new JsonObject
        {
            ["conversation_id"] = scene.Cast.ConversationId,
            ["agent_id"] = scene.Cast.Bot.Id,
            ["user_id"] = scene.Cast.Person.Id,
            ["rating"] = rating,
            ["feedback"] = rating >= 4
                ? scene.Pick("Quick and helpful, thank you!", "Genau, was ich gebraucht habe 👍")
                : scene.Pick("It did not understand me.", "Had to ask three times."),
            ["rated_at"] = scene.Now,
        };
    }

    public static JsonObject Escalated(SampleScene scene) => new()
    {
        ["conversation_id"] = scene.Cast.ConversationId,
        ["agent_id"] = scene.Cast.Bot.Id,
        ["user_id"] = scene.Cast.Person.Id,
        ["contact"] = scene.Cast.Contact,
        ["reason"] = scene.Pick("user_asked_for_a_person", "low_confidence", "complaint"),
        ["priority"] = scene.Pick("normal", "high", "urgent"),
        ["assigned_to"] = scene.Pick("team_support", "team_billing", "maria@example.com"),
        ["escalated_at"] = scene.Now,
    };
}
