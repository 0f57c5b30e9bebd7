using System.Collections.Frozen;

namespace EightBit.Webhooks.Receiver.Events;

/// <summary>The event types that the platform documents.</summary>
internal static class PlatformEvents
{
    public static readonly EventPayload Unknown = new UnknownEventPayload();

    public static readonly FrozenDictionary<string, EventPayload> All = new Dictionary<string, EventPayload>
    {
        [WebhookEventTypes.ConversationCreated] = new EventPayload<ConversationCreated>(EventJson.Default.ConversationCreated),
        [WebhookEventTypes.ConversationUpdated] = new EventPayload<ConversationUpdated>(EventJson.Default.ConversationUpdated),
        [WebhookEventTypes.ConversationEnded] = new EventPayload<ConversationEnded>(EventJson.Default.ConversationEnded),
        [WebhookEventTypes.ConversationRating] = new EventPayload<ConversationRating>(EventJson.Default.ConversationRating),
        [WebhookEventTypes.ConversationEscalated] = new EventPayload<ConversationEscalated>(EventJson.Default.ConversationEscalated),
        [WebhookEventTypes.MessageReceived] = new EventPayload<MessageReceived>(EventJson.Default.MessageReceived),
        [WebhookEventTypes.MessageSent] = new EventPayload<MessageSent>(EventJson.Default.MessageSent),
        [WebhookEventTypes.MessageFailed] = new EventPayload<MessageFailed>(EventJson.Default.MessageFailed),
        [WebhookEventTypes.AgentDeployed] = new EventPayload<AgentDeployed>(EventJson.Default.AgentDeployed),
        [WebhookEventTypes.AgentUpdated] = new EventPayload<AgentUpdated>(EventJson.Default.AgentUpdated),
        [WebhookEventTypes.AgentUndeployed] = new EventPayload<AgentUndeployed>(EventJson.Default.AgentUndeployed),
        [WebhookEventTypes.AgentError] = new EventPayload<AgentError>(EventJson.Default.AgentError),
        [WebhookEventTypes.SessionStarted] = new EventPayload<SessionStarted>(EventJson.Default.SessionStarted),
        [WebhookEventTypes.SessionEnded] = new EventPayload<SessionEnded>(EventJson.Default.SessionEnded),
        [WebhookEventTypes.AccountUsageThreshold] = new EventPayload<AccountUsageThreshold>(EventJson.Default.AccountUsageThreshold),
        [WebhookEventTypes.AccountBillingUpdated] = new EventPayload<AccountBillingUpdated>(EventJson.Default.AccountBillingUpdated),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
