using System.Text.Json.Nodes;

namespace EightBit.Webhooks.Receiver.Testing.Samples.Templates;

/// <summary>The data of <c>session.*</c>.</summary>
internal static class SessionTemplates
{
    public static JsonObject Started(SampleScene scene) => new()
    {
        ["session_id"] = scene.Cast.SessionId,
        ["user_id"] = scene.Cast.Person.Id,
        ["agent_id"] = scene.Cast.Bot.Id,
        ["channel"] = scene.Cast.Channel,
        ["started_at"] = scene.Now,
    };

    public static JsonObject Ended(SampleScene scene) => new()
    {
        ["session_id"] = scene.Cast.SessionId,
        ["user_id"] = scene.Cast.Person.Id,
        ["agent_id"] = scene.Cast.Bot.Id,
        ["reason"] = scene.Pick("expired", "ended_by_user"),
        ["duration_seconds"] = scene.Between(60, 7_200),
        ["ended_at"] = scene.Now,
    };
}
