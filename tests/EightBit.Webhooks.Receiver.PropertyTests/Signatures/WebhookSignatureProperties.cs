using System.Text;
using EightBit.Webhooks.Receiver.PropertyTests.Generating;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;

namespace EightBit.Webhooks.Receiver.PropertyTests.Signatures;

public sealed class WebhookSignatureProperties
{
    private static readonly Gen<string> SecretTexts = Gen.String[Gen.Char['!', '~'], 16, 100];
    private static readonly Gen<byte[]> Bodies = Gen.Byte.Array[0, 300];

    [Fact]
    public void Sign_AnyBodyAndSecret_IsTheHmacOfTheRfc()
        => Gen.Select(SecretTexts, Bodies).Holds(2_000, signed =>
        {
            var (secret, body) = signed;

            WebhookSignature.Sign(body, WebhookSecret.FromText(secret))
                .Should().Be(Convert.ToHexStringLower(ReferenceHmac.Compute(Encoding.UTF8.GetBytes(secret), body)));
        });

    [Fact]
    public void Verify_AnyOtherCharacterInTheDigest_IsInvalid()
        => Gen.Select(SecretTexts, Bodies, Gen.Int[0, 63], Texts.OddCharacters).Holds(10_000, forged =>
        {
            var (text, body, place, character) = forged;
            var secret = WebhookSecret.FromText(text);
            var signature = WebhookSignature.Sign(body, secret);
            var same = signature[place] == character || (character is >= 'A' and <= 'F' && signature[place] == character + ('a' - 'A'));
            var changed = signature[..place] + character + signature[(place + 1)..];

            WebhookSignature.Verify(body, changed, secret).Should().Be(same);
            WebhookSignature.Verify(body, "sha256=" + changed, secret).Should().Be(same);
        });

    [Fact]
    public void Verify_AnyBitOfTheBodyFlippedAnyByteMoreOrLess_IsInvalid()
        => Gen.Select(SecretTexts, Gen.Byte.Array[1, 300], Gen.Int[0, 2399], Gen.Byte).Holds(3_000, forged =>
        {
            var (text, body, bit, added) = forged;
            var secret = WebhookSecret.FromText(text);
            var signature = WebhookSignature.Sign(body, secret);
            var flipped = body.ToArray();
            flipped[bit / 8 % body.Length] ^= (byte)(1 << (bit % 8));

            WebhookSignature.Verify(body, signature, secret).Should().BeTrue();
            WebhookSignature.Verify(flipped, signature, secret).Should().BeFalse();
            WebhookSignature.Verify([.. body, added], signature, secret).Should().BeFalse();
            WebhookSignature.Verify(body.AsSpan(1), signature, secret).Should().BeFalse();
        });

    /// <summary>Few secrets and many places, so that one is often in the list twice, or not at all.</summary>
    [Fact]
    public void FindMatch_ManySecrets_IsTheFirstThatSigned()
        => Gen.Select(Gen.Int[0, 4].Array[0, 6], Gen.Int[0, 4], Bodies).Holds(5_000, rotation =>
        {
            var (configured, signer, body) = rotation;
            WebhookSecret[] all = [.. Enumerable.Range(0, 5).Select(number => WebhookSecret.FromText($"the secret number {number}"))];
            WebhookSecret[] secrets = [.. configured.Select(number => all[number])];
            var digest = new byte[32];
            SignatureVerifier.ComputeDigest(all[signer].Key, body, digest);

            SignatureVerifier.FindMatch(body, digest, secrets).Should().Be(Array.IndexOf(configured, signer));
            WebhookSignature.Verify(body, Convert.ToHexString(digest), secrets).Should().Be(configured.Contains(signer));
        });
}
