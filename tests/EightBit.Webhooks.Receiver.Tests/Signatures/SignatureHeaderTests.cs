using EightBit.Webhooks.Receiver.Signatures;

namespace EightBit.Webhooks.Receiver.Tests.Signatures;

public sealed class SignatureHeaderTests
{
    private const string Hex = "0123456789abcdef0123456789abcdef0123456789ABCDEF0123456789ABCDEF";

    public static readonly TheoryData<string, string> NotASignature = new()
    {
        { "empty", "" },
        { "the prefix alone", "sha256=" },
        { "63 digits", Hex[..63] },
        { "65 digits", Hex + "0" },
        { "66 digits", Hex + "00" },
        { "two concatenated", Hex + Hex },
        { "valid digits, then junk", Hex + "zz" },
        { "valid digits, then junk in place of the last", Hex[..63] + "g" },
        { "junk first", "g" + Hex[1..] },
        { "a comma list", Hex + "," + Hex },
        { "a comma list that is 64 characters long", Hex[..31] + ",," + Hex[..31] },
        { "base64 of a digest", Convert.ToBase64String(Convert.FromHexString(Hex)) },
        { "base64url, 64 characters long", new string('A', 63) + "_" },
        { "white space before", " " + Hex },
        { "white space after", Hex + " " },
        { "white space in place of a digit", " " + Hex[1..] },
        { "white space after the prefix", "sha256= " + Hex },
        { "a line break", Hex + "\n" },
        { "a NUL in place of a digit", Hex[..63] + "\0" },
        { "the prefix in capitals", "SHA256=" + Hex },
        { "the prefix in mixed case", "Sha256=" + Hex },
        { "the prefix twice", "sha256=sha256=" + Hex },
        { "another algorithm", "sha1=" + Hex },
        { "GitHub's colon", "sha256:" + Hex },
        { "a hex prefix", "0x" + Hex },
        { "a hex prefix, 64 characters long", "0x" + Hex[..62] },
        { "dashes, as BitConverter writes them", BitConverter.ToString(Convert.FromHexString(Hex)) },
        { "full-width digits", new string('\uFF11', 64) },
        { "full-width letters", Hex[..63] + "\uFF21" },
        { "Arabic-Indic digits", new string('\u0661', 64) },
        { "a sign", "+" + Hex[1..] },
    };

    [Theory]
    [InlineData("")]
    [InlineData("sha256=")]
    public void TryParse_64HexDigitsOfEitherCase_GivesTheirBytes(string prefix)
    {
        foreach (var text in new[] { Hex, Hex.ToUpperInvariant(), Hex.ToLowerInvariant() })
        {
            var digest = new byte[SignatureVerifier.DigestBytes];

            SignatureHeader.TryParse(prefix + text, digest).Should().BeTrue();

            digest.Should().Equal(Convert.FromHexString(Hex));
        }
    }

    [Theory]
    [MemberData(nameof(NotASignature))]
    public void TryParse_AnythingElse_IsRefused(string because, string value)
        => SignatureHeader.TryParse(value, new byte[SignatureVerifier.DigestBytes]).Should().BeFalse(because);

    [Fact]
    public void TryParse_EveryCharacterThatIsNoHexDigit_IsRefusedInEveryPlace()
    {
        var digest = new byte[SignatureVerifier.DigestBytes];
        for (var code = 0; code <= char.MaxValue; code++)
        {
            var place = code % Hex.Length;
            var value = Hex[..place] + (char)code + Hex[(place + 1)..];

            SignatureHeader.TryParse(value, digest).Should().Be(char.IsAsciiHexDigit((char)code));
        }
    }
}
