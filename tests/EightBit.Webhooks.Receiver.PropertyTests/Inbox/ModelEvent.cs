using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.PropertyTests.Inbox;

/// <summary>What the model knows of an event that the inbox holds.</summary>
internal sealed class ModelEvent
{
    public required long EntryId { get; init; }

    public required InboxDelivery Delivery { get; init; }

    public InboxEventState State { get; set; } = InboxEventState.Waiting;

    public int Attempts { get; set; }

    public HandlerProgress Progress { get; set; } = HandlerProgress.None;

    public List<FailedAttempt> History { get; } = [];

    /// <summary>Of all claims, the latest last.</summary>
    public List<long> Tokens { get; } = [];

    public DateTimeOffset LeaseEnds { get; set; }

    public DateTimeOffset Due { get; set; }

    public DateTimeOffset DiedAt { get; set; }

    public Settlement.Dead? Death { get; set; }

    public bool IsPending => State != InboxEventState.Dead;

    public bool IsHeldBy(InboxLease lease) => State == InboxEventState.Claimed && Tokens[^1] == lease.Token;

    public bool SharesConversationWith(ModelEvent other)
        => Delivery.OrderingKey is not null
            && (Delivery.OrderingKey, Delivery.Receiver, Delivery.Tenant) == (other.Delivery.OrderingKey, other.Delivery.Receiver, other.Delivery.Tenant);
}
