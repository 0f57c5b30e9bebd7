namespace EightBit.Webhooks.Receiver.DeliveryLog;

/// <summary>One page of the delivery log.</summary>
/// <param name="Items">The lines, newest first.</param>
/// <param name="Next">Where the next page begins (pass it as <see cref="DeliveryLogQuery.Before"/>); null on the last page.</param>
public sealed record DeliveryLogPage(IReadOnlyList<DeliveryLogEntry> Items, long? Next);
