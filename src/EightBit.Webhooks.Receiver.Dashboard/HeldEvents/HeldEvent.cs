using System.Globalization;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Dashboard.HeldEvents;

/// <summary>An event that the inbox still holds, as a line of a list.</summary>
internal record HeldEvent
{
    private const int MaxErrorLength = 500;

    public required string EntryId { get; init; }

    public required string Receiver { get; init; }

    public required string? Tenant { get; init; }

    public required string EventId { get; init; }

    public required string EventType { get; init; }

    public required string? ConversationId { get; init; }

    public required string State { get; init; }

    public required int Attempts { get; init; }

    public required DateTimeOffset? NextAttemptAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required DateTimeOffset? DiedAt { get; init; }

    public required string? DeadReason { get; init; }

    public required string? Error { get; init; }

    public required int BodyBytes { get; init; }

    public static HeldEvent Of(InboxEvent held) => new()
    {
        EntryId = held.EntryId.ToString(CultureInfo.InvariantCulture),
        Receiver = held.Delivery.Receiver,
        Tenant = held.Delivery.Tenant,
        EventId = held.Delivery.EventId,
        EventType = held.Delivery.EventType,
        ConversationId = held.Delivery.OrderingKey,
        State = HeldState.Of(held.State),
        Attempts = held.Attempts,
        NextAttemptAt = held.NextAttemptAt?.ToUniversalTime(),
        ReceivedAt = held.Delivery.ReceivedAt.ToUniversalTime(),
        DiedAt = null,
        DeadReason = HeldState.Of(held.DeadReason),
        Error = held.History is [.., var last] ? last.Error : null,
        BodyBytes = held.Delivery.Body.Length,
    };

    /// <summary>The error is cut: a whole one has a stack trace, and a list has many of them.</summary>
    public static HeldEvent Of(DeadLetter letter) => Of(ToEvent(letter)) with
    {
        DiedAt = letter.DiedAt.ToUniversalTime(),
        Error = letter.Error.Length > MaxErrorLength ? letter.Error[..MaxErrorLength] + "…" : letter.Error,
    };

    public static InboxEvent ToEvent(DeadLetter letter) => new()
    {
        EntryId = letter.EntryId,
        Delivery = letter.Delivery,
        State = InboxEventState.Dead,
        Attempts = letter.Attempts,
        DeadReason = letter.Reason,
        Progress = letter.Progress,
        History = letter.History,
    };
}
