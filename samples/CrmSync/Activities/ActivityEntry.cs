using CrmSync.Contacts;
using CrmSync.Conversations;
using EightBit.Webhooks.Receiver.Events;

namespace CrmSync.Activities;

/// <summary>What a handler wants recorded of an event.</summary>
internal sealed record ActivityEntry
{
    public ActivityEntry(WebhookEvent webhookEvent, string handler, DateTimeOffset? occurredAt)
    {
        EventId = webhookEvent.Id;
        EventType = webhookEvent.Type;
        ConversationId = webhookEvent.ConversationId;
        Handler = handler;
        OccurredAt = occurredAt ?? webhookEvent.CreatedAt ?? webhookEvent.Delivery.ReceivedAt;
    }

    public string EventId { get; }

    public string EventType { get; }

    public string Handler { get; }

    /// <summary>When it happened: as the event's data say, else when the event was created, else when it was delivered.</summary>
    public DateTimeOffset OccurredAt { get; }

    public string? ConversationId { get; }

    public required Person Person { get; init; }

    public required string Text { get; init; }

    /// <summary>
    /// What changes in the conversation at the time it happened; it is saved together with the activity, or not at all.
    /// </summary>
    public Action<Conversation, DateTimeOffset> Change { get; init; } = (_, _) => { };
}
