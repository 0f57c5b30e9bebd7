namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>An event that an inbox still holds, and where it stands.</summary>
public sealed record InboxEvent
{
    /// <summary>The inbox's own number of the entry. A replay gives an event another one.</summary>
    public required long EntryId { get; init; }

    /// <summary>The event, with its raw body.</summary>
    public required InboxDelivery Delivery { get; init; }

    /// <summary>Where it stands.</summary>
    public required InboxEventState State { get; init; }

    /// <summary>How many attempts were begun.</summary>
    public required int Attempts { get; init; }

    /// <summary>When the next attempt is due; null unless it waits for one.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Why it is dead; null unless it is.</summary>
    public DeadLetterReason? DeadReason { get; init; }

    /// <summary>The handlers that have succeeded, and those that have failed for good.</summary>
    public required HandlerProgress Progress { get; init; }

    /// <summary>
    /// The failed attempts, oldest first; at least the last 20 of them. An inbox that is short of memory may shorten their errors.
    /// </summary>
    public required IReadOnlyList<FailedAttempt> History { get; init; }
}
