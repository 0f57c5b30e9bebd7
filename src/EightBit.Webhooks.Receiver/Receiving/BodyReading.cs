namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>The body, or why there is none.</summary>
/// <param name="Bytes">The body in a buffer of exactly its size.</param>
/// <param name="Refusal">Null when the body was read.</param>
internal readonly record struct BodyReading(byte[] Bytes, DeliveryOutcome? Refusal)
{
    public static BodyReading Read(byte[] bytes) => new(bytes, null);

    public static BodyReading Refused(DeliveryOutcome outcome) => new([], outcome);
}
