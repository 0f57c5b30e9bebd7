namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>An event that could not be processed, kept whole until somebody replays or purges it.</summary>
public sealed record DeadLetter
{
    /// <summary>The inbox's own number of the entry, to replay or purge it by.</summary>
    public required long EntryId { get; init; }

    /// <summary>The event, with its raw body.</summary>
    public required InboxDelivery Delivery { get; init; }

    /// <summary>Why it is dead.</summary>
    public required DeadLetterReason Reason { get; init; }

    /// <summary>What went wrong last.</summary>
    public required string Error { get; init; }

    /// <summary>When it became a dead letter.</summary>
    public required DateTimeOffset DiedAt { get; init; }

    /// <summary>How many attempts were made.</summary>
    public required int Attempts { get; init; }

    /// <summary>The handlers that have succeeded, and those that have failed for good.</summary>
    public required HandlerProgress Progress { get; init; }

    /// <summary>
    /// The failed attempts, oldest first; at least the last 20 of them. An inbox that is short of memory may shorten their errors.
    /// </summary>
    public required IReadOnlyList<FailedAttempt> History { get; init; }
}
