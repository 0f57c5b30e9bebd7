using EightBit.Webhooks.Receiver.Receiving;
using EightBit.Webhooks.Receiver.Signatures;

namespace Fuzz.Targets.Headers;

/// <summary>The signature header: nothing but 64 hex digits is a signature, and none but the right one matches.</summary>
internal sealed class SignatureTarget : IFuzzed
{
    private static readonly byte[] Body = "{}"u8.ToArray();

    public void Take(byte[] input)
    {
        var header = Lines.Header(Lines.Text(input));
        var digest = new byte[SignatureVerifier.DigestBytes];
        var outcome = DeliveryChecks.ReadSignature(header, digest);

        Promise.That(outcome is null or DeliveryOutcome.SignatureMissing or DeliveryOutcome.SignatureMalformed, "a signature header is taken or refused");
        var isWellFormed = header.Count == 1 && IsWellFormed(header[0]!);
        Promise.That(outcome is null == isWellFormed, "a signature is 64 hex digits, once, with or without the prefix");
        if (isWellFormed)
        {
            Promise.That(Convert.ToHexString(digest).Equals(header[0]![^64..], StringComparison.OrdinalIgnoreCase), "the digest is what the digits say");
        }

        var text = header.ToString();
        Promise.That(
            WebhookSignature.Verify(Body, text, Keys.Secret) == (Keys.IsSignature(text, Body) && IsWellFormed(text)), "only the right signature matches");
    }

    private static bool IsWellFormed(string text)
    {
        var digits = text.StartsWith("sha256=", StringComparison.Ordinal) ? text[7..] : text;
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigit);
    }
}
