using System.Diagnostics.CodeAnalysis;
using EightBit.Webhooks.Receiver.Dashboard.HeldEvents;
using EightBit.Webhooks.Receiver.Dashboard.Redaction;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redaction;

namespace EightBit.Webhooks.Receiver.Dashboard.EventDetails;

/// <summary>An event that the inbox still holds, with all that the page shows of it.</summary>
internal sealed record HeldDetails : HeldEvent
{
    /// <param name="held">The event.</param>
    /// <param name="letter">The same as a dead letter, which knows when it died and the whole error; null unless it is one.</param>
    /// <param name="payload">What may be shown of its body.</param>
    /// <param name="mask">Hides what may not be shown in its errors.</param>
    [SetsRequiredMembers]
    public HeldDetails(InboxEvent held, DeadLetter? letter, PayloadReading payload, Func<string, string> mask)
        : base(Of(held, mask))
    {
        DiedAt = letter?.DiedAt.ToUniversalTime();
        Error = letter is null ? Error : mask(letter.Error);
        CreatedAt = held.Delivery.CreatedAt?.ToUniversalTime();
        SentAt = held.Delivery.SentAt.ToUniversalTime();
        EventIdHeader = held.Delivery.EventIdHeader is { } header ? mask(header) : null;
        CompletedHandlers = held.Progress.Completed;
        RejectedHandlers = held.Progress.Rejected;
        History = [.. held.History.Select(attempt => attempt with { Error = mask(attempt.Error) })];
        Payload = payload.Payload;
        PayloadProblem = payload.Problem;
    }

    public DateTimeOffset? CreatedAt { get; }

    public DateTimeOffset SentAt { get; }

    public string? EventIdHeader { get; }

    public IReadOnlyList<string> CompletedHandlers { get; }

    public IReadOnlyList<string> RejectedHandlers { get; }

    public IReadOnlyList<FailedAttempt> History { get; }

    public RedactedJson? Payload { get; }

    public string? PayloadProblem { get; }
}
