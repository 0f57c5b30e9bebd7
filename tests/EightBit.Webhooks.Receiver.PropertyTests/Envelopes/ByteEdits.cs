namespace EightBit.Webhooks.Receiver.PropertyTests.Envelopes;

/// <summary>One byte of a body that is another, one more, one fewer, or the end.</summary>
/// <param name="Way">Which of them.</param>
/// <param name="Place">Where, as a share of the body in 1/10000.</param>
/// <param name="Value">What was put there.</param>
internal readonly record struct ByteEdits(int Way, int Place, byte Value)
{
    public static readonly Gen<byte> Values = Gen.OneOf(
        Gen.OneOf("\"\\{}[]:,0eE+-. \n\0/*ud8"u8.ToArray()),
        Gen.OneOf<byte>(0x80, 0xBF, 0xC0, 0xC3, 0xE2, 0xED, 0xA0, 0xEF, 0xBB, 0xF0, 0xF5, 0xFF),
        Gen.Byte);

    public static readonly Gen<ByteEdits> Any = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 10_000], Values).Select((way, place, value) => new ByteEdits(way, place, value));

    public byte[] ApplyTo(byte[] body)
    {
        var at = (int)((long)Place * body.Length / 10_000);
        return Way switch
        {
            0 => body[..at],
            <= 3 => [.. body[..at], Value, .. body[at..]],
            <= 6 => [.. body[..at], .. body.Skip(at + 1)],
            _ => [.. body[..at], Value, .. body.Skip(at + 1)],
        };
    }
}
