namespace EightBit.Webhooks.Receiver.DeliveryLog;

/// <summary>Which lines of the delivery log to read. What is left null does not matter; the newest come first.</summary>
public sealed record DeliveryLogQuery
{
    /// <summary>The most that one page can hold: 1,000.</summary>
    public const int MaxTake = 1_000;

    /// <summary>Only lines of this event.</summary>
    public string? EventId { get; init; }

    /// <summary>Only lines of events of this type.</summary>
    public string? EventType { get; init; }

    /// <summary>Only lines of events of this conversation.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Only lines of this receiver.</summary>
    public string? Receiver { get; init; }

    /// <summary>Only deliveries, or only runs of handlers.</summary>
    public DeliveryLogKind? Kind { get; init; }

    /// <summary>Only lines with this <see cref="DeliveryLogEntry.Outcome"/>.</summary>
    public string? Outcome { get; init; }

    /// <summary>Only lines of this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only lines from before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only lines with a smaller <see cref="DeliveryLogEntry.Number"/>: the cursor of the next page.</summary>
    public long? Before { get; init; }

    /// <summary>How many at most, 1 to <see cref="MaxTake"/>. Default 100.</summary>
    public int Take { get; init; } = 100;
}
