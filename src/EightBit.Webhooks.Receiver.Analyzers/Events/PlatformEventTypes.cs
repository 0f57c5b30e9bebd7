namespace EightBit.Webhooks.Receiver.Analyzers.Events;

/// <summary>The event types that the platform documents: the core's <c>PlatformEvents</c>, which a test compares with this list.</summary>
internal static class PlatformEventTypes
{
    public static readonly IReadOnlyList<string> All =
    [
        "conversation.created",
        "conversation.updated",
        "conversation.ended",
        "conversation.rating",
        "conversation.escalated",
        "message.received",
        "message.sent",
        "message.failed",
        "agent.deployed",
        "agent.updated",
        "agent.undeployed",
        "agent.error",
        "session.started",
        "session.ended",
        "account.usage_threshold",
        "account.billing_updated",
    ];

    public static readonly IReadOnlyList<string> Categories = [.. All.Select(type => type.Substring(0, type.IndexOf('.')) + ".*").Distinct()];
}
