namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>The body, or why there is none.</summary>
/// <param name="Bytes">The body in a buffer of exactly its size.</param>
/// <param name="Refusal">Null when the body was read.</param>
/// <param name="Fault">What failed, if anything did.</param>
internal readonly record struct BodyReading(byte[] Bytes, DeliveryOutcome? Refusal, Exception? Fault = null)
{
    public static BodyReading Read(byte[] bytes) => new(bytes, null);

    public static BodyReading Refused(DeliveryOutcome outcome, Exception? fault = null) => new([], outcome, fault);
}
