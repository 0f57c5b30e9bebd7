using System.Text;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;

namespace EightBit.Webhooks.Receiver.Tests.Signatures;

/// <summary>Known answers that this code had no part in.</summary>
public sealed class PublishedVectorTests
{
    /// <summary>RFC 4231, section 4: key, data and HMAC-SHA-256 of its test cases, in hex (case 5 is truncated there, so it is left out).</summary>
    public static readonly TheoryData<string, string, string> Rfc4231 = new()
    {
        {
            "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
            "4869205468657265",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        },
        {
            "4a656665",
            "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        },
        {
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            string.Concat(Enumerable.Repeat("dd", 50)),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        },
        {
            "0102030405060708090a0b0c0d0e0f10111213141516171819",
            string.Concat(Enumerable.Repeat("cd", 50)),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
        },
        {
            string.Concat(Enumerable.Repeat("aa", 131)),
            Convert.ToHexString("Test Using Larger Than Block-Size Key - Hash Key First"u8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        },
        {
            string.Concat(Enumerable.Repeat("aa", 131)),
            Convert.ToHexString("This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm."u8),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
        },
    };

    [Theory]
    [MemberData(nameof(Rfc4231))]
    public void ComputeDigest_Rfc4231Case_GivesThePublishedDigest(string key, string data, string expected)
    {
        var digest = new byte[SignatureVerifier.DigestBytes];

        SignatureVerifier.ComputeDigest(Convert.FromHexString(key), Convert.FromHexString(data), digest);

        Convert.ToHexStringLower(digest).Should().Be(expected);
    }

    [Fact]
    public void Verify_GitHubsPublishedExample_IsValid()
    {
        // docs.github.com, "Validating webhook deliveries", testing the webhook payload validation
        const string Published = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        var secret = WebhookSecret.FromText("It's a Secret to Everybody");
        var body = Encoding.UTF8.GetBytes("Hello, World!");

        WebhookSignature.Sign(body, secret).Should().Be(Published);
        WebhookSignature.Verify(body, Published, secret).Should().BeTrue();
        WebhookSignature.Verify(body, "sha256=" + Published, secret).Should().BeTrue();
    }
}
