using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Processing;
using EightBit.Webhooks.Receiver.Receiving;

namespace EightBit.Webhooks.Receiver.Diagnostics;

/// <summary>How deliveries, attempts and handlers end, as tag values and in the delivery log. Each set is closed: alerts name its values.</summary>
internal static class OutcomeNames
{
    /// <summary>Of an attempt whose event somebody else has now.</summary>
    public const string Lost = "lost";

    /// <summary>Of an attempt after which the event is a dead letter.</summary>
    public const string Dead = "dead";

    public static string Of(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Aborted => "aborted",
        DeliveryOutcome.HandledInline => "handled_inline",
        DeliveryOutcome.FailedInline => "failed_inline",
        _ => Answer.To(outcome).Code,
    };

    public static string Of(Settlement settlement) => settlement switch
    {
        Settlement.Completed => "completed",
        Settlement.Retry => "retried",
        Settlement.HandedOver => "handed_over",
        Settlement.Abandoned => "abandoned",
        Settlement.Dead => Dead,
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

    public static string Of(HandlerOutcome outcome) => outcome switch
    {
        HandlerOutcome.Succeeded => "succeeded",
        HandlerOutcome.Failed => "failed",
        HandlerOutcome.Rejected => "rejected",
        HandlerOutcome.Unreadable => "unreadable",
        HandlerOutcome.Interrupted => "interrupted",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "An outcome that has no name."),
    };
}
