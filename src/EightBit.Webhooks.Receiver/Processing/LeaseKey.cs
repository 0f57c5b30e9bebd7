using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>What makes a lease the same lease, whichever instance an inbox returns for it.</summary>
internal readonly record struct LeaseKey(long EntryId, long Token)
{
    public static LeaseKey Of(InboxLease lease) => new(lease.EntryId, lease.Token);
}
