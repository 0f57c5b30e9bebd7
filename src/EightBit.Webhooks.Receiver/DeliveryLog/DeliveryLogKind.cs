namespace EightBit.Webhooks.Receiver.DeliveryLog;

/// <summary>What a line of the delivery log tells of.</summary>
public enum DeliveryLogKind
{
    /// <summary>A request to the webhook endpoint, and how it was answered.</summary>
    Delivery,

    /// <summary>One run of one handler, and how it ended.</summary>
    Handling,
}
