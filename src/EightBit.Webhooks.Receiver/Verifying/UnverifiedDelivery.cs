using EightBit.Webhooks.Receiver.Signatures;
using Microsoft.Extensions.Primitives;

namespace EightBit.Webhooks.Receiver.Verifying;

/// <summary>A delivery as it came, for a <see cref="WebhookVerifier"/>. Nothing of it is to be believed yet.</summary>
/// <remarks>
/// A header that came more than once is several values, or one with a comma, as the host gives it; either is refused. A header that did not
/// come is left out.
/// </remarks>
public sealed class UnverifiedDelivery
{
    /// <summary>
    /// The bytes of the request's body as they were sent. Decode what the host has encoded (base64), and nothing else: text that was
    /// parsed, re-serialised or transcoded has another signature.
    /// </summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The header <see cref="WebhookHeaders.Signature"/>.</summary>
    public StringValues Signature { get; init; }

    /// <summary>The header <see cref="WebhookHeaders.Timestamp"/>.</summary>
    public StringValues Timestamp { get; init; }

    /// <summary>The header <see cref="WebhookHeaders.EventId"/>: kept for support, used for nothing. The event's id is in the signed body.</summary>
    public StringValues EventIdHeader { get; init; }
}
