using System.Text;
using EightBit.Webhooks.Receiver.Envelopes;

namespace EightBit.Webhooks.Receiver.PropertyTests.Envelopes;

public sealed class EnvelopeReaderProperties
{
    [Fact]
    public void TryRead_AnyJson_AgreesWithTheReference() => Bodies.Whole.Holds(20_000, AgreesWithTheReference, Print);

    [Fact]
    public void TryRead_BrokenJson_AgreesWithTheReferenceAndNeverThrows() => Bodies.Broken.Holds(20_000, AgreesWithTheReference, Print);

    [Fact]
    public void TryRead_AnyBytes_NeverThrows() => ByteEdits.Values.Array[0, 60].Holds(10_000, AgreesWithTheReference, Print);

    /// <summary>Or the properties above would compare refusals alone.</summary>
    [Fact]
    public void Bodies_OfTheseProperties_AreTakenAndRefusedOften()
    {
        var taken = Bodies.Whole.Array[2_000].Single().Count(body => EnvelopeReader.TryRead(body, out _, out _));

        taken.Should().BeInRange(400, 1_600);
    }

    private static void AgreesWithTheReference(byte[] body)
    {
        var expected = ReferenceEnvelope.Read(body);

        var taken = EnvelopeReader.TryRead(body, out var envelope, out var problem);

        taken.Should().Be(expected is not null, problem);
        if (taken)
        {
            envelope.Should().Be(expected!.Value);
            problem.Should().BeEmpty();
        }
        else
        {
            problem.Should().NotBeEmpty();
        }
    }

    private static string Print(byte[] body)
        => $"{Encoding.UTF8.GetString(body)}\nas bytes: {Convert.ToHexString(body)}";
}
