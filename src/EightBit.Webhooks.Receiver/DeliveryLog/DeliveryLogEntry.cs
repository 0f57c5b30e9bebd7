namespace EightBit.Webhooks.Receiver.DeliveryLog;

/// <summary>One line of the delivery log: a delivery, or one run of one handler.</summary>
public sealed record DeliveryLogEntry
{
    /// <summary>The line's number, growing in the order of recording; 0 until it is recorded.</summary>
    public long Number { get; init; }

    /// <summary>When the delivery was answered, or the handler ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether this is a delivery or a run of a handler.</summary>
    public required DeliveryLogKind Kind { get; init; }

    /// <summary>The receiver's name; empty for the default one.</summary>
    public required string Receiver { get; init; }

    /// <summary>The tenant whose secret signed the delivery; null where there is none, or the signature was not valid.</summary>
    public string? Tenant { get; init; }

    /// <summary>The event's id; null for a delivery whose signature is not valid or whose body names none.</summary>
    public string? EventId { get; init; }

    /// <summary>The event's type; null for a delivery whose signature is not valid or whose body names none.</summary>
    public string? EventType { get; init; }

    /// <summary>The conversation that the event belongs to; null where it belongs to none, or is not known.</summary>
    public string? ConversationId { get; init; }

    /// <summary>
    /// For a delivery the code it was answered with (<c>accepted</c>, <c>duplicate</c>, <c>signature_mismatch</c>, …), <c>aborted</c>, or
    /// <c>handled_inline</c>; for a run of a handler <c>succeeded</c>, <c>failed</c>, <c>rejected</c>, <c>unreadable</c> or <c>interrupted</c>.
    /// </summary>
    public required string Outcome { get; init; }

    /// <summary>How long the answer or the handler took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Which attempt to process the event this was, from 1; null for a delivery.</summary>
    public int? Attempt { get; init; }

    /// <summary>The handler; null for a delivery.</summary>
    public string? Handler { get; init; }

    /// <summary>What went wrong; null when nothing did. Of a refused delivery the explanation; of a handler the type and message of its exception. At most 500 characters.</summary>
    public string? Error { get; init; }
}
