using System.Collections.Frozen;

namespace EightBit.Webhooks.Receiver.Events;

/// <summary>The event types that the platform documents.</summary>
internal static class PlatformEvents
{
    public static readonly EventPayload Unknown = new UnknownEventPayload();

    public static readonly FrozenDictionary<string, EventPayload> All = new Dictionary<string, EventPayload>
    {
        ["conversation.created"] = new EventPayload<ConversationCreated>(EventJson.Default.ConversationCreated),
        ["conversation.updated"] = new EventPayload<ConversationUpdated>(EventJson.Default.ConversationUpdated),
        ["conversation.ended"] = new EventPayload<ConversationEnded>(EventJson.Default.ConversationEnded),
        ["conversation.rating"] = new EventPayload<ConversationRating>(EventJson.Default.ConversationRating),
        ["conversation.escalated"] = new EventPayload<ConversationEscalated>(EventJson.Default.ConversationEscalated),
        ["message.received"] = new EventPayload<MessageReceived>(EventJson.Default.MessageReceived),
        ["message.sent"] = new EventPayload<MessageSent>(EventJson.Default.MessageSent),
        ["message.failed"] = new EventPayload<MessageFailed>(EventJson.Default.MessageFailed),
        ["agent.deployed"] = new EventPayload<AgentDeployed>(EventJson.Default.AgentDeployed),
        ["agent.updated"] = new EventPayload<AgentUpdated>(EventJson.Default.AgentUpdated),
        ["agent.undeployed"] = new EventPayload<AgentUndeployed>(EventJson.Default.AgentUndeployed),
        ["agent.error"] = new EventPayload<AgentError>(EventJson.Default.AgentError),
        ["session.started"] = new EventPayload<SessionStarted>(EventJson.Default.SessionStarted),
        ["session.ended"] = new EventPayload<SessionEnded>(EventJson.Default.SessionEnded),
        ["account.usage_threshold"] = new EventPayload<AccountUsageThreshold>(EventJson.Default.AccountUsageThreshold),
        ["account.billing_updated"] = new EventPayload<AccountBillingUpdated>(EventJson.Default.AccountBillingUpdated),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
