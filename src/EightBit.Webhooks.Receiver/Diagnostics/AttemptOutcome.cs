using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Diagnostics;

/// <summary>How attempts end, as tag values.</summary>
internal static class AttemptOutcome
{
    /// <summary>Somebody else has the event now.</summary>
    public const string Lost = "lost";

    public static string Of(Settlement settlement) => settlement switch
    {
        Settlement.Completed => "completed",
        Settlement.Retry => "retried",
        Settlement.Abandoned => "abandoned",
        Settlement.Dead => "dead",
        _ => throw new ArgumentException($"{settlement.GetType()} has no name.", nameof(settlement)),
    };

    public static string Of(DeadLetterReason reason) => reason switch
    {
        DeadLetterReason.AttemptsExhausted => "attempts_exhausted",
        DeadLetterReason.Rejected => "rejected",
        DeadLetterReason.UnreadablePayload => "unreadable_payload",
        DeadLetterReason.UnknownReceiver => "unknown_receiver",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason that has no name."),
    };
}
