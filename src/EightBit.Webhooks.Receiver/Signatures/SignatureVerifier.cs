using System.Security.Cryptography;
using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Receiver.Signatures;

/// <summary>Which secret signed the body.</summary>
internal static class SignatureVerifier
{
    public const int DigestBytes = HMACSHA256.HashSizeInBytes;
    public const int NoMatch = -1;

    /// <returns>The index of the first secret that matches, or <see cref="NoMatch"/>.</returns>
    public static int FindMatch(ReadOnlySpan<byte> body, ReadOnlySpan<byte> claimedDigest, ReadOnlySpan<WebhookSecret> secrets)
    {
        var match = NoMatch;
        Span<byte> digest = stackalloc byte[DigestBytes];

        // Every secret is tried whatever the first ones gave, so that the time taken does not tell which one is in use.
        for (var index = 0; index < secrets.Length; index++)
        {
            ComputeDigest(secrets[index].Key, body, digest);
            var equal = CryptographicOperations.FixedTimeEquals(digest, claimedDigest);
            match = equal && match == NoMatch ? index : match;
        }

        return match;
    }

    public static void ComputeDigest(ReadOnlySpan<byte> key, ReadOnlySpan<byte> body, Span<byte> digest)
        => HMACSHA256.HashData(key, body, digest);
}
