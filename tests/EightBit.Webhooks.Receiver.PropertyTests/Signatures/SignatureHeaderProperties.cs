using EightBit.Webhooks.Receiver.PropertyTests.Generating;
using EightBit.Webhooks.Receiver.Signatures;

namespace EightBit.Webhooks.Receiver.PropertyTests.Signatures;

public sealed class SignatureHeaderProperties
{
    private static readonly Gen<byte[]> Digests = Gen.Byte.Array[32];

    private static readonly Gen<string> Prefixes = Gen.Frequency(
        (4, Gen.OneOf("", "sha256=")),
        (1, Gen.OneOf("SHA256=", "Sha256=", "sha1=", "sha256:", "sha256", "sha256==", "sha256= ", "sha256=sha256=", "0x", " ")));

    [Fact]
    public void TryParse_AlmostASignature_AgreesWithTheReference()
        => Headers().WithSlips().Holds(20_000, header =>
        {
            var digest = new byte[32];
            var expected = ReferenceSignatureHeader.Parse(header);

            SignatureHeader.TryParse(header, digest).Should().Be(expected is not null);

            if (expected is not null)
            {
                digest.Should().Equal(expected);
            }
        });

    [Fact]
    public void TryParse_DigestsOfOtherLengths_AreRefused()
        => Gen.Byte.Array[0, 70].Holds(2_000, bytes =>
            SignatureHeader.TryParse(Convert.ToHexString(bytes), new byte[70]).Should().Be(bytes.Length == 32));

    [Fact]
    public void TryParse_WrittenDigest_IsTheDigest()
        => Gen.Select(Digests, Gen.Bool, Gen.Bool).Holds(2_000, written =>
        {
            var (digest, upperCase, prefixed) = written;
            var digits = upperCase ? Convert.ToHexString(digest) : Convert.ToHexStringLower(digest);
            var parsed = new byte[32];

            SignatureHeader.TryParse(prefixed ? "sha256=" + digits : digits, parsed).Should().BeTrue();

            parsed.Should().Equal(digest);
        });

    private static Gen<string> Headers()
        => Gen.Select(Prefixes, Digests, Gen.Bool.Array[64]).Select((prefix, digest, upperCase) =>
            prefix + string.Concat(Convert.ToHexStringLower(digest).Zip(upperCase, (digit, upper) => upper ? char.ToUpperInvariant(digit) : digit)));
}
