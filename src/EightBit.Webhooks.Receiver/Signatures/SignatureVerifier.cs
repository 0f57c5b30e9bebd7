using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
            var equal = AreEqual(digest, claimedDigest);

            // Nor may a branch tell it: all bits of the mask are set when it is equal and nothing was found before (NoMatch alone is negative).
            var mask = -(int)Unsafe.BitCast<bool, byte>(equal) & (match >> 31);
            match = (index & mask) | (match & ~mask);
        }

        return match;
    }

    public static void ComputeDigest(ReadOnlySpan<byte> key, ReadOnlySpan<byte> body, Span<byte> digest)
        => HMACSHA256.HashData(key, body, digest);

    /// <summary>In a time that does not tell where two digests differ.</summary>
    /// <remarks>
    /// <see cref="CryptographicOperations.FixedTimeEquals"/> is compiled without optimisation on purpose: two calls for each byte, for 32 bytes
    /// most of what verification costs beside the HMAC (benchmarks/Micro: SignatureWithoutHmac). So the difference is folded into 8 bytes
    /// first, with nothing in it that depends on their value, and those are what it compares.
    /// </remarks>
    internal static bool AreEqual(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> claimed)
    {
        if (digest.Length != DigestBytes || claimed.Length != DigestBytes)
        {
            return false;
        }

        var left = MemoryMarshal.Cast<byte, ulong>(digest);
        var right = MemoryMarshal.Cast<byte, ulong>(claimed);
        var difference = (left[0] ^ right[0]) | (left[1] ^ right[1]) | (left[2] ^ right[2]) | (left[3] ^ right[3]);
        return CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in difference)), [0, 0, 0, 0, 0, 0, 0, 0]);
    }
}
