using System.Security.Cryptography;

namespace EightBit.Webhooks.Cli.Signing;

/// <summary>What a signature looks like that is not 64 hex digits, and what a digest would look like in that form.</summary>
internal static class SignatureForm
{
    private const int HexDigits = 2 * HMACSHA256.HashSizeInBytes;
    private const string Prefix = "sha256=";

    /// <returns>Null when the form is right.</returns>
    public static string? Problem(string signature)
    {
        var bare = WithoutPrefix(signature);
        return bare switch
        {
            _ when bare.Length == HexDigits && bare.All(char.IsAsciiHexDigit) => null,
            "" => "There is no signature: it is empty.",
            _ when bare.Trim() != bare => "The signature has white space around it.",
            _ when bare.Contains(',', StringComparison.Ordinal) => "There is more than one signature: the header was sent twice, or joined by a proxy.",
            _ when bare.Contains('=', StringComparison.Ordinal) && !LooksLikeBase64(bare)
                => $"The signature has a prefix that receivers do not know. Only '{Prefix}' is allowed, and it may be left out.",
            _ when LooksLikeBase64(bare) => "The signature is written as Base64. Write it as hex digits.",
            _ when bare.All(char.IsAsciiHexDigit) && bare.Length < HexDigits => $"The signature is cut off: it has {bare.Length} hex digits, and {HexDigits} are needed.",
            _ when bare.All(char.IsAsciiHexDigit) => $"The signature is too long: it has {bare.Length} hex digits, and {HexDigits} are needed.",
            _ => $"The signature has characters that are no hex digits. It is {HexDigits} hex digits, and may have '{Prefix}' in front.",
        };
    }

    /// <summary>Whether a signature that has the wrong form is nevertheless that of this digest.</summary>
    public static bool StandsFor(string signature, byte[] digest)
    {
        var hex = Convert.ToHexStringLower(digest);
        var bare = signature.Trim().ToLowerInvariant();
        return bare.Contains(hex, StringComparison.Ordinal)
            || signature.Contains(Convert.ToBase64String(digest).TrimEnd('='), StringComparison.Ordinal)
            || (WithoutPrefix(bare) is { Length: >= 8 } part && hex.StartsWith(part, StringComparison.Ordinal));
    }

    private static string WithoutPrefix(string signature)
        => signature.StartsWith(Prefix, StringComparison.Ordinal) ? signature[Prefix.Length..] : signature;

    private static bool LooksLikeBase64(string text)
        => Convert.TryFromBase64String(text, new byte[text.Length], out var bytes) && bytes == HMACSHA256.HashSizeInBytes;
}
