using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Receiving;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;

namespace EightBit.Webhooks.Receiver.Verifying;

/// <summary>Verifies deliveries outside the ASP.NET Core pipeline, by the very checks of the mapped endpoint: for function hosts and queue consumers.</summary>
/// <remarks>
/// Checked are the size of the body, the signature over its raw bytes, the timestamp header, the envelope, and the age that the signed body
/// states, in this order. Left to the caller are the method and the scheme of the request, the time that it may take, and
/// <b>whether the event was taken before</b>: claim <see cref="WebhookVerification.DeduplicationKey"/> in a store that outlives the process.
/// Holds no state but the secrets and is safe for concurrent use: make one, and a new one when the secrets change.
/// </remarks>
public sealed class WebhookVerifier
{
    private readonly WebhookReceiverOptions _options;
    private readonly WebhookSecrets _secrets;

    /// <summary>Makes a verifier with the secrets of the options.</summary>
    /// <param name="options">
    /// Used are <c>Secrets</c>, <c>SecretEncoding</c>, <c>MaxBodyBytes</c>, <c>TimestampTolerance</c>, <c>DeduplicationRetention</c> and
    /// <c>RequireSignedTimestamp</c>; do not change them afterwards.
    /// </param>
    /// <exception cref="ArgumentException">An option is out of its range, or there is no usable secret. The message says which, and the fix.</exception>
    public WebhookVerifier(WebhookReceiverOptions options)
        : this(options, SecretsOf(options))
    {
    }

    /// <summary>Makes a verifier with secrets from elsewhere: a vault, a tenant table. It is cheap to make one for each delivery.</summary>
    /// <param name="options">As for the other constructor, but for <c>Secrets</c>, which are not used.</param>
    /// <param name="secrets">The secrets; <see cref="WebhookSecrets.None"/> refuses every delivery.</param>
    /// <exception cref="ArgumentException">An option is out of its range. The message says which, and the fix.</exception>
    public WebhookVerifier(WebhookReceiverOptions options, WebhookSecrets secrets)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(secrets);
        if (new WebhookReceiverOptionsValidator().Validate("", options) is { Failed: true } invalid)
        {
            throw new ArgumentException(invalid.FailureMessage, nameof(options));
        }

        _options = options;
        _secrets = secrets;
    }

    /// <summary>
    /// The receiver's name, part of the deduplication key: give each endpoint of the platform that shares a store a name of its own. Empty
    /// unless given.
    /// </summary>
    public string Receiver { get; init; } = "";

    /// <summary>The clock; the system's unless given.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Verifies one delivery. Never throws for what is in it.</summary>
    /// <param name="delivery">The delivery as it came.</param>
    public WebhookVerification Verify(UnverifiedDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return new WebhookVerification(Check(delivery));
    }

    private static WebhookSecrets SecretsOf(WebhookReceiverOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = SecretsValidator.FindProblems("", options);
        return problems.Count == 0
            ? ConfiguredSecretSource.Prepare(options)
            : throw new ArgumentException(string.Join(" ", problems), nameof(options));
    }

    private Verification Check(UnverifiedDelivery delivery)
    {
        var digest = new byte[SignatureVerifier.DigestBytes];
        if (DeliveryChecks.ReadSignature(delivery.Signature, digest) is { } unusable)
        {
            return Verification.Refused(unusable, Explanations.OfSignatureHeader(unusable));
        }

        if (delivery.Body.Length > _options.MaxBodyBytes)
        {
            return Verification.Refused(
                DeliveryOutcome.BodyTooLarge, Explanations.OfBody(DeliveryOutcome.BodyTooLarge, _options, fault: null));
        }

        // A copy, so that what was verified is what the caller's code gets, whoever still writes to the buffer.
        var body = delivery.Body.ToArray();
        return DeliveryChecks.FindSigner(body, digest, _secrets, out var signer)
            ?? DeliveryChecks.CheckContent(
                body, delivery.Timestamp, delivery.EventIdHeader, Receiver, signer, _options, Time.GetUtcNow());
    }
}
