namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>What a claim got.</summary>
/// <param name="Leases">The events that may be processed now, in the order in which they became ready.</param>
/// <param name="NextDue">
/// How long until an event that is waiting now (for a retry, or for another node's lease to expire) can be claimed;
/// null when none is waiting.
/// </param>
public sealed record ClaimBatch(IReadOnlyList<InboxLease> Leases, TimeSpan? NextDue);
