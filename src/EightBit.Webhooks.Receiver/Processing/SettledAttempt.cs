using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>An attempt that has ended.</summary>
/// <param name="Lease">The event, and which attempt it was.</param>
/// <param name="Settlement">How it ended.</param>
public sealed record SettledAttempt(InboxLease Lease, Settlement Settlement);
