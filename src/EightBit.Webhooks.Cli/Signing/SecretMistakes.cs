using System.Text;
using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Cli.Signing;

/// <summary>What people make of a secret, as HMAC keys.</summary>
internal static class SecretMistakes
{
    public static IEnumerable<Mistake<byte[]>> Of(string secret, SecretEncoding encoding)
    {
        var trimmed = secret.Trim();
        if (trimmed != secret)
        {
            yield return new("The secret given here has white space around it, which the signer's does not have. Remove it.", Utf8(trimmed));
        }

        if (encoding == SecretEncoding.Utf8)
        {
            if (FromHex(trimmed) is { } decoded)
            {
                yield return new(
                    "The signer uses the bytes that the secret's hex digits stand for as key, not its text. Verify with --secret-encoding Hex (in the receiver: SecretEncoding=Hex).",
                    decoded);
            }
        }
        else
        {
            yield return new(
                "The signer uses the secret's text as key, not the bytes that its hex digits stand for. Verify with --secret-encoding Utf8.", Utf8(trimmed));
        }

        yield return new("The signer's secret has a line feed at its end, probably from a file. Remove it there.", Utf8(trimmed + "\n"));
        yield return new("The signer's secret has a carriage return and line feed at its end, probably from a file. Remove them there.", Utf8(trimmed + "\r\n"));
        yield return new("The signer's secret has a space at its end. Remove it there.", Utf8(trimmed + " "));
        yield return new("The signer's secret has quotation marks around it, which belong to a settings file. Remove them there.", Utf8($"\"{trimmed}\""));
        yield return new("The secret given here has quotation marks around it, which the signer's does not have. Remove them.", Utf8(trimmed.Trim('"', '\'')));
        yield return new("The signer's secret is in upper case, this one is not.", Utf8(trimmed.ToUpperInvariant()));
        yield return new("The signer's secret is in lower case, this one is not.", Utf8(trimmed.ToLowerInvariant()));
        yield return new("The signer uses an empty secret: its setting is missing.", []);
        if (FromBase64(trimmed) is { } bytes)
        {
            yield return new("The signer decodes the secret as Base64 before it uses it. The platform does not.", bytes);
        }
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[]? FromHex(string text)
        => text.Length > 0 && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;

    private static byte[]? FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return text.Length > 0 && Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }
}
