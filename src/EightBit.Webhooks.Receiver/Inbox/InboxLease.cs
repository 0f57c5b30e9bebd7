namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>The right to process one event for a limited time.</summary>
public sealed class InboxLease
{
    /// <summary>Creates a lease.</summary>
    /// <param name="entryId">The inbox's own number of the entry.</param>
    /// <param name="token">The fencing token: a new one for each claim of the entry.</param>
    /// <param name="attempt">Which attempt this claim is, from 1; claims that were abandoned do not count.</param>
    /// <param name="delivery">The event.</param>
    /// <param name="progress">What earlier attempts left behind.</param>
    public InboxLease(long entryId, long token, int attempt, InboxDelivery delivery, HandlerProgress progress)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(progress);
        EntryId = entryId;
        Token = token;
        Attempt = attempt;
        Delivery = delivery;
        Progress = progress;
    }

    /// <summary>The inbox's own number of the entry, unique within the inbox and growing in the order of acceptance.</summary>
    public long EntryId { get; }

    /// <summary>The fencing token. A lease whose token is not the entry's latest can neither renew nor settle.</summary>
    public long Token { get; }

    /// <summary>Which attempt this is, from 1. It is counted when the event is claimed, before any handler runs.</summary>
    public int Attempt { get; }

    /// <summary>The event.</summary>
    public InboxDelivery Delivery { get; }

    /// <summary>The handlers that need not run again.</summary>
    public HandlerProgress Progress { get; }
}
