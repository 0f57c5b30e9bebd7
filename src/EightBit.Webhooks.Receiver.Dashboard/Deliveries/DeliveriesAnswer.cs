namespace EightBit.Webhooks.Receiver.Dashboard.Deliveries;

/// <summary>One page of the delivery log.</summary>
internal sealed record DeliveriesAnswer(IReadOnlyList<DeliveryLine> Items, string? Next, string? Problem);
