using System.Text.Json.Nodes;

namespace EightBit.Webhooks.Receiver.Testing.Samples.Templates;

/// <summary>The template of each event type, in the order of the platform's documentation.</summary>
internal static class SampleTemplates
{
    private static readonly OrderedDictionary<string, Func<SampleScene, JsonObject>> All = new(StringComparer.Ordinal)
    {
        ["conversation.created"] = ConversationTemplates.Created,
        ["conversation.updated"] = ConversationTemplates.Updated,
        ["conversation.ended"] = ConversationTemplates.Ended,
        ["conversation.rating"] = ConversationTemplates.Rating,
        ["conversation.escalated"] = ConversationTemplates.Escalated,
        ["message.received"] = MessageTemplates.Received,
        ["message.sent"] = MessageTemplates.Sent,
        ["message.failed"] = MessageTemplates.Failed,
        ["agent.deployed"] = AgentTemplates.Deployed,
        ["agent.updated"] = AgentTemplates.Updated,
        ["agent.undeployed"] = AgentTemplates.Undeployed,
        ["agent.error"] = AgentTemplates.Error,
        ["session.started"] = SessionTemplates.Started,
        ["session.ended"] = SessionTemplates.Ended,
        ["account.usage_threshold"] = AccountTemplates.UsageThreshold,
        ["account.billing_updated"] = AccountTemplates.BillingUpdated,
    };

    public static IReadOnlyList<string> EventTypes { get; } = [.. All.Keys];

    /// <exception cref="ArgumentException">The platform does not document such a type.</exception>
    public static SampleEvent Create(string eventType, SampleScene scene)
        => All.TryGetValue(eventType, out var template)
            ? SampleEvent.Of(scene.NewId("evt"), eventType, template(scene))
            : throw new ArgumentException(
                $"There is no sample of '{eventType}'. Use SampleEvent.Create for a type of your own, or one of these: "
                + $"{string.Join(", ", EventTypes)}.", nameof(eventType));
}
