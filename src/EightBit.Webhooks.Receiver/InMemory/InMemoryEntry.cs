using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.InMemory;

/// <summary>One pending event and where it stands.</summary>
internal sealed class InMemoryEntry
{
    private FailureHistory? _history;

    public InMemoryEntry(long id, InboxDelivery delivery)
    {
        Id = id;
        Delivery = delivery;
    }

    public long Id { get; }

    public InboxDelivery Delivery { get; }

    public int Attempts { get; set; }

    public long Token { get; set; }

    /// <summary>By the <see cref="SteadyClock"/>.</summary>
    public TimeSpan LeaseEnds { get; set; }

    public HandlerProgress Progress { get; set; } = HandlerProgress.None;

    public IReadOnlyList<FailedAttempt> History => _history?.Attempts ?? [];

    /// <summary>The bytes of the errors in its history.</summary>
    public long ErrorBytes => _history?.Bytes ?? 0;

    public ConversationKey? Conversation
        => Delivery.OrderingKey is { } key ? new ConversationKey(Delivery.Receiver, Delivery.Tenant, key) : null;

    public InboxLease Lease() => new(Id, Token, Attempts, Delivery, Progress);

    public InboxEvent Describe(InboxEventState state, DateTimeOffset? nextAttemptAt = null) => new()
    {
        EntryId = Id,
        Delivery = Delivery,
        State = state,
        Attempts = Attempts,
        NextAttemptAt = nextAttemptAt,
        Progress = Progress,
        History = [.. History],
    };

    /// <param name="now">When the attempt was settled.</param>
    /// <param name="error">What went wrong.</param>
    /// <param name="room">How many bytes the errors of its history may have.</param>
    public void AddFailure(DateTimeOffset now, string error, long room)
        => (_history ??= new()).Add(new FailedAttempt(Attempts, now, error), room);
}
