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

    /// <param name="held">The event.</param>
    /// <param name="mask">Hides what may not be shown in its errors.</param>
    public static HeldEvent Of(InboxEvent held, Func<string, string> mask) => new()
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
        Error = held.History is [.., var last] ? mask(last.Error) : null,
        BodyBytes = held.Delivery.Body.Length,
    };

    public static HeldEvent Of(DeadLetter letter, Func<string, string> mask) => Of(ToEvent(letter) with { History = [] }, mask) with
    {
        DiedAt = letter.DiedAt.ToUniversalTime(),
        Error = Cut(mask(letter.Error)),
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

    /// <summary>A whole error has a stack trace, and a list has many of them.</summary>
    private static string Cut(string error) => error.Length > MaxErrorLength ? error[..MaxErrorLength] + "…" : error;
}
