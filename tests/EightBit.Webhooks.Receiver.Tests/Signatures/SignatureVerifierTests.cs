using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;

namespace EightBit.Webhooks.Receiver.Tests.Signatures;

public sealed class SignatureVerifierTests
{
    private static readonly byte[] Body = "{}"u8.ToArray();
    private static readonly WebhookSecret[] Secrets =
        [.. Enumerable.Range(0, 5).Select(number => WebhookSecret.FromText($"secret number {number:000}"))];

    [Fact]
    public void FindMatch_SignedByOneOfMany_GivesItsIndex()
    {
        for (var index = 0; index < Secrets.Length; index++)
        {
            SignatureVerifier.FindMatch(Body, DigestBy(Secrets[index]), Secrets).Should().Be(index);
        }
    }

    [Fact]
    public void FindMatch_TheSameSecretTwice_GivesTheFirst()
        => SignatureVerifier.FindMatch(Body, DigestBy(Secrets[1]), [Secrets[0], Secrets[1], Secrets[1]]).Should().Be(1);

    [Fact]
    public void FindMatch_SignedByNoneOfThem_GivesNoMatch()
        => SignatureVerifier.FindMatch(Body, DigestBy(Secrets[0]), Secrets.AsSpan(1)).Should().Be(SignatureVerifier.NoMatch);

    [Fact]
    public void FindMatch_NoSecrets_GivesNoMatch()
        => SignatureVerifier.FindMatch(Body, DigestBy(Secrets[0]), []).Should().Be(SignatureVerifier.NoMatch);

    [Fact]
    public void FindMatch_AnEmptyOrShortDigest_GivesNoMatch()
    {
        SignatureVerifier.FindMatch(Body, [], Secrets).Should().Be(SignatureVerifier.NoMatch);
        SignatureVerifier.FindMatch(Body, DigestBy(Secrets[0]).AsSpan(0, 31), Secrets).Should().Be(SignatureVerifier.NoMatch);
    }

    [Fact]
    public void FindMatch_ADigestWithAnySingleBitChanged_GivesNoMatch()
    {
        for (var bit = 0; bit < 8 * SignatureVerifier.DigestBytes; bit++)
        {
            var digest = DigestBy(Secrets[0]);
            digest[bit / 8] ^= (byte)(1 << (bit % 8));
            SignatureVerifier.FindMatch(Body, digest, Secrets).Should().Be(SignatureVerifier.NoMatch, "bit {0} differs", bit);
        }
    }

    private static byte[] DigestBy(WebhookSecret secret)
    {
        var digest = new byte[SignatureVerifier.DigestBytes];
        SignatureVerifier.ComputeDigest(secret.Key, Body, digest);
        return digest;
    }
}
