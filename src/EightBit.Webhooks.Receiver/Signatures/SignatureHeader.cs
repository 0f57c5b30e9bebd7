using System.Buffers;

namespace EightBit.Webhooks.Receiver.Signatures;

/// <summary>The strict form of the signature header: 64 hex digits, either case, with or without <c>sha256=</c>.</summary>
internal static class SignatureHeader
{
    private const string Prefix = "sha256=";

    public static bool TryParse(ReadOnlySpan<char> value, Span<byte> digest)
    {
        if (value.StartsWith(Prefix, StringComparison.Ordinal))
        {
            value = value[Prefix.Length..];
        }

        // The length is checked first: a decoder that stops at the first bad digit would take "valid digest + junk".
        return value.Length == 2 * SignatureVerifier.DigestBytes
            && Convert.FromHexString(value, digest, out _, out _) == OperationStatus.Done;
    }
}
