namespace EightBit.Webhooks.Receiver.Events;

/// <summary>The event types that the platform documents: each is read as the payload type of the same name.</summary>
/// <remarks>Any other text may be an event type as well; see <see cref="UnknownEvent"/>.</remarks>
public static class WebhookEventTypes
{
    /// <summary><c>conversation.created</c></summary>
    public const string ConversationCreated = "conversation.created";

    /// <summary><c>conversation.updated</c></summary>
    public const string ConversationUpdated = "conversation.updated";

    /// <summary><c>conversation.ended</c></summary>
    public const string ConversationEnded = "conversation.ended";

    /// <summary><c>conversation.rating</c></summary>
    public const string ConversationRating = "conversation.rating";

    /// <summary><c>conversation.escalated</c></summary>
    public const string ConversationEscalated = "conversation.escalated";

    /// <summary><c>message.received</c></summary>
    public const string MessageReceived = "message.received";

    /// <summary><c>message.sent</c></summary>
    public const string MessageSent = "message.sent";

    /// <summary><c>message.failed</c></summary>
    public const string MessageFailed = "message.failed";

    /// <summary><c>agent.deployed</c></summary>
    public const string AgentDeployed = "agent.deployed";

    /// <summary><c>agent.updated</c></summary>
    public const string AgentUpdated = "agent.updated";

    /// <summary><c>agent.undeployed</c></summary>
    public const string AgentUndeployed = "agent.undeployed";

    /// <summary><c>agent.error</c></summary>
    public const string AgentError = "agent.error";

    /// <summary><c>session.started</c></summary>
    public const string SessionStarted = "session.started";

    /// <summary><c>session.ended</c></summary>
    public const string SessionEnded = "session.ended";

    /// <summary><c>account.usage_threshold</c></summary>
    public const string AccountUsageThreshold = "account.usage_threshold";

    /// <summary><c>account.billing_updated</c></summary>
    public const string AccountBillingUpdated = "account.billing_updated";
}
