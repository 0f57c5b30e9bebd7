using EightBit.Webhooks.Receiver.Envelopes;

namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>A verified delivery, or why it was refused.</summary>
/// <param name="Delivery">Null when the delivery was refused.</param>
/// <param name="Refusal">What to answer, when the delivery was refused.</param>
/// <param name="Explanation">For the log: what the operator should know beyond the outcome. Holds nothing that is not verified.</param>
/// <param name="Fault">What failed on our side, if anything did.</param>
/// <param name="Event">Which event it was, for the log: known once the signature is valid.</param>
internal readonly record struct Verification(
    VerifiedDelivery? Delivery, DeliveryOutcome Refusal, string Explanation = "", Exception? Fault = null, EventEnvelope? Event = null)
{
    public static Verification Refused(DeliveryOutcome outcome, string explanation = "", Exception? fault = null)
        => new(null, outcome, explanation, fault);

    /// <summary>Refuses a delivery whose signature is valid, so that the log may say which event it was.</summary>
    public static Verification RefusedAlthoughSigned(DeliveryOutcome outcome, string explanation, EventEnvelope? envelope)
        => new(null, outcome, explanation, null, envelope);

    public static Verification Verified(VerifiedDelivery delivery) => new(delivery, default, Event: delivery.Envelope);
}
