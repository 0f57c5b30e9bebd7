using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Receiver.Signatures;

/// <summary>Signs and verifies bodies outside the ASP.NET Core pipeline: in a function host, a queue consumer, a test.</summary>
/// <remarks>
/// The platform signs the raw bytes of the request body with HMAC-SHA256 and sends the digest as hex digits. It signs
/// nothing else: neither the timestamp nor the event-id header. Only the signature is checked here: whether a delivery is fresh, and
/// whether its event was taken before, is the caller's business.
/// </remarks>
public static class WebhookSignature
{
    /// <summary>Signs a body as the platform does.</summary>
    /// <param name="body">The raw bytes to send.</param>
    /// <param name="secret">The secret shared with the receiver.</param>
    /// <returns>64 lower-case hex digits, without a prefix.</returns>
    public static string Sign(ReadOnlySpan<byte> body, WebhookSecret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        Span<byte> digest = stackalloc byte[SignatureVerifier.DigestBytes];
        SignatureVerifier.ComputeDigest(secret.Key, body, digest);
        return Convert.ToHexStringLower(digest);
    }

    /// <summary>Tells whether a body was signed with one of the secrets. Compares in constant time and tries every secret.</summary>
    /// <param name="body">The raw bytes as they came, before anything decoded or re-serialised them.</param>
    /// <param name="signature">
    /// The value of <see cref="WebhookHeaders.Signature"/>: exactly 64 hex digits in either case, optionally after <c>sha256=</c>.
    /// Anything else is not a signature.
    /// </param>
    /// <param name="secrets">The secrets that are valid now.</param>
    /// <returns>False for a mismatch and for a malformed signature alike.</returns>
    public static bool Verify(ReadOnlySpan<byte> body, ReadOnlySpan<char> signature, params ReadOnlySpan<WebhookSecret> secrets)
    {
        Span<byte> claimed = stackalloc byte[SignatureVerifier.DigestBytes];
        return SignatureHeader.TryParse(signature, claimed)
            && SignatureVerifier.FindMatch(body, claimed, secrets) != SignatureVerifier.NoMatch;
    }
}
