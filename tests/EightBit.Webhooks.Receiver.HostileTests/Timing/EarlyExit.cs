using System.Runtime.InteropServices;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;

namespace EightBit.Webhooks.Receiver.HostileTests.Timing;

/// <summary>Comparisons as they must not be: they stop at the first difference. A method that does not find these out proves nothing.</summary>
internal static class EarlyExit
{
    public static bool AreEqualByBytes(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> claimed)
    {
        for (var i = 0; i < digest.Length; i++)
        {
            if (digest[i] != claimed[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Four steps instead of 32: a leak of a nanosecond.</summary>
    public static bool AreEqualByWords(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> claimed)
    {
        var left = MemoryMarshal.Cast<byte, ulong>(digest);
        var right = MemoryMarshal.Cast<byte, ulong>(claimed);
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i])
            {
                return false;
            }
        }

        return true;
    }

    public static int FindMatch(ReadOnlySpan<byte> body, ReadOnlySpan<byte> claimed, ReadOnlySpan<WebhookSecret> secrets)
    {
        Span<byte> digest = stackalloc byte[SignatureVerifier.DigestBytes];
        for (var index = 0; index < secrets.Length; index++)
        {
            SignatureVerifier.ComputeDigest(secrets[index].Key, body, digest);
            if (AreEqualByBytes(digest, claimed))
            {
                return index;
            }
        }

        return SignatureVerifier.NoMatch;
    }
}
