namespace EightBit.Webhooks.Receiver.Deduplication;

/// <summary>What makes an event the same event.</summary>
/// <param name="Receiver">The receiver's name; empty for the default one.</param>
/// <param name="Tenant">The tenant whose secret signed the delivery, or null.</param>
/// <param name="EventId">The <c>id</c> of the signed body.</param>
public readonly record struct DeduplicationKey(string Receiver, string? Tenant, string EventId);
