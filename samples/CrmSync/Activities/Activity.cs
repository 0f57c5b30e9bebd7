using CrmSync.Contacts;

namespace CrmSync.Activities;

/// <summary>One line of a contact's timeline: what one handler made of one event.</summary>
internal sealed class Activity
{
    /// <summary>Grows with each row and is never given twice, so it serves as the cursor of those who read along.</summary>
    public long Id { get; init; }

    /// <summary>The event it came from; together with <see cref="Handler"/> there is one row only.</summary>
    public required string EventId { get; init; }

    public required string Handler { get; init; }

    public required string EventType { get; init; }

    public required Contact Contact { get; set; }

    public long ContactId { get; init; }

    public string? ConversationId { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}
