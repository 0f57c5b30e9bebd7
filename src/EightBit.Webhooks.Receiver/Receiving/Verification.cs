namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>A verified delivery, or why it was refused.</summary>
/// <param name="Delivery">Null when the delivery was refused.</param>
/// <param name="Refusal">What to answer, when the delivery was refused.</param>
/// <param name="Explanation">For the log: what the operator should know beyond the outcome. Holds nothing that is not verified.</param>
/// <param name="Fault">What failed on our side, if anything did.</param>
internal readonly record struct Verification(
    VerifiedDelivery? Delivery, DeliveryOutcome Refusal, string Explanation = "", Exception? Fault = null)
{
    public static Verification Refused(DeliveryOutcome outcome, string explanation = "", Exception? fault = null)
        => new(null, outcome, explanation, fault);

    public static Verification Verified(VerifiedDelivery delivery) => new(delivery, default);
}
