using EightBit.Webhooks.Receiver.Testing.Samples.Templates;

namespace EightBit.Webhooks.Receiver.Testing.Samples;

/// <summary>A sample of each event type that the platform documents, with every field that the built-in payload types read.</summary>
/// <remarks>
/// Each call gives a new event: the same contents, but ids of its own (event, conversation, message, session). To send several events
/// of one conversation, use <see cref="SampleEvent.InConversation"/>; for many varied events, a <see cref="SampleEventGenerator"/>.
/// </remarks>
public static class SampleEvents
{
    /// <summary>The event types that there are samples of, in the order of the platform's documentation.</summary>
    public static IReadOnlyList<string> EventTypes => SampleTemplates.EventTypes;

    /// <summary>A new conversation has been initiated with an agent.</summary>
    public static SampleEvent ConversationCreated => Create("conversation.created");

    /// <summary>Metadata of a conversation has changed.</summary>
    public static SampleEvent ConversationUpdated => Create("conversation.updated");

    /// <summary>A conversation was closed or resolved.</summary>
    public static SampleEvent ConversationEnded => Create("conversation.ended");

    /// <summary>A user has submitted a rating.</summary>
    public static SampleEvent ConversationRating => Create("conversation.rating");

    /// <summary>A conversation was escalated to a human agent.</summary>
    public static SampleEvent ConversationEscalated => Create("conversation.escalated");

    /// <summary>A new message has been received from a user.</summary>
    public static SampleEvent MessageReceived => Create("message.received");

    /// <summary>The agent has sent a response.</summary>
    public static SampleEvent MessageSent => Create("message.sent");

    /// <summary>The processing of a message has failed.</summary>
    public static SampleEvent MessageFailed => Create("message.failed");

    /// <summary>An agent was deployed to production.</summary>
    public static SampleEvent AgentDeployed => Create("agent.deployed");

    /// <summary>An agent's configuration was modified.</summary>
    public static SampleEvent AgentUpdated => Create("agent.updated");

    /// <summary>An agent was taken down from production.</summary>
    public static SampleEvent AgentUndeployed => Create("agent.undeployed");

    /// <summary>A critical error of an agent.</summary>
    public static SampleEvent AgentError => Create("agent.error");

    /// <summary>A user session has been created.</summary>
    public static SampleEvent SessionStarted => Create("session.started");

    /// <summary>A user session has expired or ended.</summary>
    public static SampleEvent SessionEnded => Create("session.ended");

    /// <summary>Usage has crossed a threshold.</summary>
    public static SampleEvent AccountUsageThreshold => Create("account.usage_threshold");

    /// <summary>The billing plan or payment method has changed.</summary>
    public static SampleEvent AccountBillingUpdated => Create("account.billing_updated");

    /// <summary>A sample of an event type.</summary>
    /// <param name="eventType">One of <see cref="EventTypes"/>.</param>
    /// <exception cref="ArgumentException">There is no sample of this type; for a type of your own, use <see cref="SampleEvent"/>.</exception>
    public static SampleEvent Create(string eventType)
    {
        ArgumentNullException.ThrowIfNull(eventType);
        var ids = SampleIds.Unique;
        var cast = new SampleCast(
            ids.Next("conv"), ids.Next("sess"), "acct_northwind", SampleCast.Users[0], SampleCast.Agents[0], SampleCast.Channels[0]);
        return SampleTemplates.Create(eventType, new SampleScene(ids, new Random(0), TimeProvider.System, cast));
    }
}
