using System.Text.Json.Nodes;

namespace EightBit.Webhooks.Receiver.Testing.Samples.Templates;

/// <summary>The data of <c>agent.*</c>.</summary>
internal static class AgentTemplates
{
    public static JsonObject Deployed(SampleScene scene) => new()
    {
        ["agent_id"] = scene.Cast.Bot.Id,
        ["agent_name"] = scene.Cast.Bot.Name,
        ["version"] = Version(scene),
        ["environment"] = "production",
        ["deployed_by"] = scene.Pick("maria@example.com", "ci"),
        ["deployed_at"] = scene.Now,
    };

    public static JsonObject Updated(SampleScene scene) => new()
    {
        ["agent_id"] = scene.Cast.Bot.Id,
        ["agent_name"] = scene.Cast.Bot.Name,
        ["version"] = Version(scene),
        ["changes"] = new JsonObject
        {
            ["temperature"] = new JsonObject { ["from"] = 0.7, ["to"] = 0.3 },
            ["prompt"] = new JsonObject { ["from"] = "Be helpful.", ["to"] = scene.Pick("Be helpful and brief.", "Be kind.") },
        },
        ["updated_by"] = "maria@example.com",
        ["updated_at"] = scene.Now,
    };

    public static JsonObject Undeployed(SampleScene scene) => new()
    {
        ["agent_id"] = scene.Cast.Bot.Id,
        ["agent_name"] = scene.Cast.Bot.Name,
        ["version"] = Version(scene),
        ["reason"] = scene.Pick("replaced", "maintenance", "rolled_back"),
        ["undeployed_by"] = scene.Pick("maria@example.com", "ci"),
        ["undeployed_at"] = scene.Now,
    };

    public static JsonObject Error(SampleScene scene)
    {
        var (code, message) = scene.Pick(
            ("knowledge_base_unreachable", "The knowledge base has not answered for 5 minutes."),
            ("rate_limited", "The model provider refuses requests: rate limit exceeded."));
        return new JsonObject
        {
            ["agent_id"] = scene.Cast.Bot.Id,
            ["agent_name"] = scene.Cast.Bot.Name,
            ["conversation_id"] = scene.Cast.ConversationId,
            ["severity"] = scene.Pick("error", "critical"),
            ["error_code"] = code,
            ["error_message"] = message,
            ["occurred_at"] = scene.Now,
        };
    }

    private static string Version(SampleScene scene) => $"{scene.Between(1, 4)}.{scene.Between(0, 20)}.{scene.Between(0, 9)}";
}
