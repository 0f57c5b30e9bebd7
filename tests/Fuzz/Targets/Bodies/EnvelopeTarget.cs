namespace Fuzz.Targets.Bodies;

/// <summary>The envelope of a signed body.</summary>
internal sealed class EnvelopeTarget : IFuzzed
{
    public void Take(byte[] input) => EnvelopeCheck.Read(input);
}
