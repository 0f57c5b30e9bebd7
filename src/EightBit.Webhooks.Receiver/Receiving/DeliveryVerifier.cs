using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Envelopes;
using EightBit.Webhooks.Receiver.Freshness;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>
/// Decides whether a request is a delivery of the platform: signature over the raw bytes first; only then is anything parsed.
/// </summary>
internal sealed class DeliveryVerifier
{
    private readonly ConfiguredSecretSource _configuredSecrets;
    private readonly ReceiverRegistry _receivers;
    private readonly IServiceProvider _services;
    private readonly TimeProvider _time;

    public DeliveryVerifier(
        ConfiguredSecretSource configuredSecrets, ReceiverRegistry receivers, IServiceProvider services, TimeProvider time)
    {
        _configuredSecrets = configuredSecrets;
        _receivers = receivers;
        _services = services;
        _time = time;
    }

    public async ValueTask<Verification> VerifyAsync(
        HttpContext context, string receiver, WebhookReceiverOptions options, AcknowledgementBudget budget)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method))
        {
            return Verification.Refused(DeliveryOutcome.MethodNotAllowed, Explanations.MethodNotAllowed);
        }

        if (options.RequireHttps && !request.IsHttps)
        {
            return Verification.Refused(DeliveryOutcome.HttpsRequired, Explanations.HttpsRequired);
        }

        var digest = new byte[SignatureVerifier.DigestBytes];
        if (ReadSignature(request.Headers[WebhookHeaders.Signature], digest) is { } unusable)
        {
            return Verification.Refused(unusable, Explanations.OfSignatureHeader(unusable));
        }

        var body = await RequestBodyReader.ReadAsync(request, options.MaxBodyBytes, budget);
        if (body.Refusal is { } refusal)
        {
            return Verification.Refused(refusal, Explanations.OfBody(refusal, options, body.Fault));
        }

        var (signer, refused) = await VerifySignatureAsync(context, receiver, budget, body.Bytes, digest);
        return refused ?? CheckContent(request, receiver, signer, options, body.Bytes);
    }

    private static DeliveryOutcome? ReadSignature(StringValues header, Span<byte> digest)
    {
        if (StringValues.IsNullOrEmpty(header))
        {
            return DeliveryOutcome.SignatureMissing;
        }

        return header.Count == 1 && SignatureHeader.TryParse(header[0], digest) ? null : DeliveryOutcome.SignatureMalformed;
    }

    private async ValueTask<(Signer Signer, Verification? Refusal)> VerifySignatureAsync(
        HttpContext context, string receiver, AcknowledgementBudget budget, byte[] body, byte[] digest)
    {
        WebhookSecrets secrets;
        try
        {
            secrets = await GetSecretsAsync(context, receiver, budget)
                ?? throw new InvalidOperationException("The secret source returned null. Where there is no secret, return WebhookSecrets.None.");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return (default, Verification.Refused(DeliveryOutcome.Aborted));
        }
        catch (Exception exception)
        {
            return (default, Verification.Refused(DeliveryOutcome.SecretsUnavailable, Explanations.SecretsUnavailable, exception));
        }

        var match = SignatureVerifier.FindMatch(body, digest, secrets.All);
        return match == SignatureVerifier.NoMatch
            ? (default, Verification.Refused(DeliveryOutcome.SignatureMismatch, Explanations.OfMismatch(secrets.Count, body.Length)))
            : (new Signer(secrets.Tenant, match), null);
    }

    private Verification CheckContent(HttpRequest request, string receiver, Signer signer, WebhookReceiverOptions options, byte[] body)
    {
        var now = _time.GetUtcNow();
        var readable = EnvelopeReader.TryRead(body, out var envelope, out var problem);
        var freshness = TimestampWindow.Check(request.Headers[WebhookHeaders.Timestamp], now, options.TimestampTolerance, out var sentAt);
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
            EventIdHeader = EventIdHeader.Read(request.Headers[WebhookHeaders.EventId]),
            RememberFor = SignedAge.RememberFor(envelope.CreatedAt, now, options.DeduplicationRetention),
            Options = options,
        });
    }

    // Configured secrets are there already, so for them no timer needs to be started.
    private ValueTask<WebhookSecrets> GetSecretsAsync(HttpContext context, string receiver, AcknowledgementBudget budget)
        => _receivers.GetRequired(receiver).HasOwnSecretSource
            ? budget.WaitFor(_services.GetRequiredKeyedService<IWebhookSecretSource>(receiver)
                .GetSecretsAsync(new WebhookSecretRequest(receiver, context), budget.Token))
            : ValueTask.FromResult(_configuredSecrets.GetSecrets(receiver));

    private static DeliveryOutcome OutcomeOf(FreshnessVerdict verdict) => verdict switch
    {
        FreshnessVerdict.Missing => DeliveryOutcome.TimestampMissing,
        FreshnessVerdict.Malformed => DeliveryOutcome.TimestampMalformed,
        FreshnessVerdict.Stale => DeliveryOutcome.TimestampStale,
        FreshnessVerdict.InFuture => DeliveryOutcome.TimestampInFuture,
        FreshnessVerdict.Expired => DeliveryOutcome.EventExpired,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Fresh is no reason to refuse."),
    };

    /// <summary>Whose secret has signed the body, and which one.</summary>
    private readonly record struct Signer(string? Tenant, int SecretIndex);
}
