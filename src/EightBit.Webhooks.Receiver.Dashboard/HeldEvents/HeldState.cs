using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Dashboard.HeldEvents;

/// <summary>What states and reasons are called; the reasons as in the metrics.</summary>
internal static class HeldState
{
    public const string Dead = "dead";

    public static string Of(InboxEventState state) => state switch
    {
        InboxEventState.Waiting => "waiting",
        InboxEventState.Claimed => "claimed",
        InboxEventState.AwaitingRetry => "awaiting_retry",
        InboxEventState.Dead => Dead,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state that has no name."),
    };

    public static string? Of(DeadLetterReason? reason) => reason switch
    {
        null => null,
        DeadLetterReason.AttemptsExhausted => "attempts_exhausted",
        DeadLetterReason.Rejected => "rejected",
        DeadLetterReason.UnreadablePayload => "unreadable_payload",
        DeadLetterReason.UnknownReceiver => "unknown_receiver",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason that has no name."),
    };
}
