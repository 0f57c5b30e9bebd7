using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Envelopes;
using EightBit.Webhooks.Receiver.Freshness;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;
using Microsoft.Extensions.Primitives;

namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>The checks of a delivery whose bytes are all there: the same for a request and for a <c>WebhookVerifier</c>.</summary>
internal static class DeliveryChecks
{
    /// <returns>Null when the header is a signature, which is then in <paramref name="digest"/>.</returns>
    public static DeliveryOutcome? ReadSignature(StringValues header, Span<byte> digest)
    {
        if (StringValues.IsNullOrEmpty(header))
        {
            return DeliveryOutcome.SignatureMissing;
        }

        return header.Count == 1 && SignatureHeader.TryParse(header[0], digest) ? null : DeliveryOutcome.SignatureMalformed;
    }

    /// <returns>Null when one of the secrets has signed the body.</returns>
    public static Verification? FindSigner(byte[] body, ReadOnlySpan<byte> digest, WebhookSecrets secrets, out Signer signer)
    {
        var match = SignatureVerifier.FindMatch(body, digest, secrets.All);
        signer = new Signer(secrets.Tenant, match);
        return match == SignatureVerifier.NoMatch
            ? Verification.Refused(DeliveryOutcome.SignatureMismatch, Explanations.OfMismatch(secrets.Count, body.Length))
            : null;
    }

    /// <summary>To be called once the signature is known to be valid: this is where the body is parsed.</summary>
    public static Verification CheckContent(
        byte[] body,
        StringValues timestamp,
        StringValues eventId,
        string receiver,
        Signer signer,
        WebhookReceiverOptions options,
        DateTimeOffset now)
    {
        var readable = EnvelopeReader.TryRead(body, out var envelope, out var problem);
        var freshness = TimestampWindow.Check(timestamp, now, options.TimestampTolerance, out var sentAt);
        if (freshness != FreshnessVerdict.Fresh)
        {
            return Verification.RefusedAlthoughSigned(
                OutcomeOf(freshness), Explanations.OfTimestamp(freshness, sentAt, now, options), readable ? envelope : null);
        }

        if (!readable)
        {
            return Verification.Refused(DeliveryOutcome.MalformedPayload, problem);
        }

        var age = SignedAge.Check(envelope.CreatedAt, now, options.DeduplicationRetention);
        if (age is FreshnessVerdict.Expired or FreshnessVerdict.InFuture)
        {
            return Verification.RefusedAlthoughSigned(OutcomeOf(age), Explanations.OfSignedAge(envelope, now, options), envelope);
        }

        if (age == FreshnessVerdict.Missing && options.RequireSignedTimestamp)
        {
            return Verification.RefusedAlthoughSigned(DeliveryOutcome.MalformedPayload, Explanations.NoSignedTimestamp, envelope);
        }

        return Verification.Verified(new VerifiedDelivery
        {
            Receiver = receiver,
            Tenant = signer.Tenant,
            SecretIndex = signer.SecretIndex,
            Body = body,
            Envelope = envelope,
            SentAt = sentAt,
            ReceivedAt = now,
            EventIdHeader = EventIdHeader.Read(eventId),
            RememberFor = SignedAge.RememberFor(envelope.CreatedAt, now, options.DeduplicationRetention),
            Options = options,
        });
    }

    private static DeliveryOutcome OutcomeOf(FreshnessVerdict verdict) => verdict switch
    {
        FreshnessVerdict.Missing => DeliveryOutcome.TimestampMissing,
        FreshnessVerdict.Malformed => DeliveryOutcome.TimestampMalformed,
        FreshnessVerdict.Stale => DeliveryOutcome.TimestampStale,
        FreshnessVerdict.InFuture => DeliveryOutcome.TimestampInFuture,
        FreshnessVerdict.Expired => DeliveryOutcome.EventExpired,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Fresh is no reason to refuse."),
    };
}
