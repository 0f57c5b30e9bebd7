using System.Text;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;

namespace EightBit.Webhooks.Receiver.Tests.Signatures;

public sealed class WebhookSignatureTests
{
    private static readonly WebhookSecret Secret = WebhookSecret.FromText("a secret of the platform");
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"id":"evt_1","type":"message.received"}""");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1024 * 1024)]
    public void Verify_WhatSignHasSigned_IsValid(int length)
    {
        var body = new byte[length];
        new Random(20_240_501).NextBytes(body);

        var signature = WebhookSignature.Sign(body, Secret);

        signature.Should().MatchRegex("^[0-9a-f]{64}$");
        WebhookSignature.Verify(body, signature, Secret).Should().BeTrue();
        WebhookSignature.Verify(body, "sha256=" + signature.ToUpperInvariant(), Secret).Should().BeTrue();
    }

    [Fact]
    public void Verify_AnyBitOfTheSignatureFlipped_IsInvalid()
    {
        var digest = Convert.FromHexString(WebhookSignature.Sign(Body, Secret));
        for (var bit = 0; bit < digest.Length * 8; bit++)
        {
            digest[bit / 8] ^= (byte)(1 << (bit % 8));
            WebhookSignature.Verify(Body, Convert.ToHexString(digest), Secret).Should().BeFalse();
            digest[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        WebhookSignature.Verify(Body, Convert.ToHexString(digest), Secret).Should().BeTrue("the bits were flipped back");
    }

    [Fact]
    public void Verify_AnyBitOfTheBodyFlipped_IsInvalid()
    {
        var signature = WebhookSignature.Sign(Body, Secret);
        var body = Body.ToArray();
        for (var bit = 0; bit < body.Length * 8; bit++)
        {
            body[bit / 8] ^= (byte)(1 << (bit % 8));
            WebhookSignature.Verify(body, signature, Secret).Should().BeFalse();
            body[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Verify_ABodyThatWasShortenedExtendedOrReformatted_IsInvalid()
    {
        var signature = WebhookSignature.Sign(Body, Secret);

        WebhookSignature.Verify(Body.AsSpan(1), signature, Secret).Should().BeFalse();
        WebhookSignature.Verify(Body.AsSpan(0, Body.Length - 1), signature, Secret).Should().BeFalse();
        WebhookSignature.Verify([.. Body, (byte)'\n'], signature, Secret).Should().BeFalse();
        WebhookSignature.Verify([], signature, Secret).Should().BeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Verify_SeveralSecrets_AnyOfThemIsEnough(int signer)
    {
        WebhookSecret[] secrets = [.. Enumerable.Range(0, 3).Select(number => WebhookSecret.FromText($"secret number {number:000}"))];

        var signature = WebhookSignature.Sign(Body, secrets[signer]);

        WebhookSignature.Verify(Body, signature, secrets).Should().BeTrue();
    }

    [Fact]
    public void Verify_NoSecretOrOnlyOthers_IsInvalid()
    {
        var signature = WebhookSignature.Sign(Body, Secret);

        WebhookSignature.Verify(Body, signature).Should().BeFalse();
        WebhookSignature.Verify(Body, signature, WebhookSecret.FromText("a secret of the platforn")).Should().BeFalse();
        WebhookSignature.Verify(Body, signature, WebhookSecret.FromText("A secret of the platform")).Should().BeFalse();
    }

    [Fact]
    public void Verify_AMalformedSignature_IsInvalidAndNoException()
        => WebhookSignature.Verify(Body, "not a signature", Secret).Should().BeFalse();

    [Fact]
    public void Sign_TextAndHexOfTheSameSecret_AreDifferentKeys()
    {
        const string Text = "00112233445566778899aabbccddeeff";

        var asText = WebhookSignature.Sign(Body, WebhookSecret.FromText(Text));
        var asHex = WebhookSignature.Sign(Body, WebhookSecret.FromHex(Text));

        asText.Should().NotBe(asHex);
        asHex.Should().Be(WebhookSignature.Sign(Body, WebhookSecret.FromHex(Text.ToUpperInvariant())));
    }

    [Fact]
    public void Sign_NoSecret_Throws()
        => FluentActions.Invoking(() => WebhookSignature.Sign(Body, null!)).Should().Throw<ArgumentNullException>();
}
