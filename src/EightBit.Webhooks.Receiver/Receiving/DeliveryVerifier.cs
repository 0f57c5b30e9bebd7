using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;
using EightBit.Webhooks.Receiver.Threads;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>
/// Decides whether a request is a delivery of the platform: signature over the raw bytes first; only then is anything parsed.
/// </summary>
internal sealed class DeliveryVerifier
{
    private readonly ConfiguredSecretSource _configuredSecrets;
    private readonly ReceiverRegistry _receivers;
    private readonly IServiceProvider _services;
    private readonly ThreadWatch _watch;
    private readonly TimeProvider _time;

    public DeliveryVerifier(
        ConfiguredSecretSource configuredSecrets,
        ReceiverRegistry receivers,
        IServiceProvider services,
        ThreadWatch watch,
        TimeProvider time)
    {
        _watch = watch;
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
        if (DeliveryChecks.ReadSignature(request.Headers[WebhookHeaders.Signature], digest) is { } unusable)
        {
            return Verification.Refused(unusable, Explanations.OfSignatureHeader(unusable));
        }

        var body = await RequestBodyReader.ReadAsync(request, options.MaxBodyBytes, budget);
        if (body.Refusal is { } refusal)
        {
            return Verification.Refused(refusal, Explanations.OfBody(refusal, options, body.Fault));
        }

        var (signer, refused) = await VerifySignatureAsync(context, receiver, budget, body.Bytes, digest);
        return refused ?? DeliveryChecks.CheckContent(
            body.Bytes, request.Headers[WebhookHeaders.Timestamp], request.Headers[WebhookHeaders.EventId], receiver, signer, options, _time.GetUtcNow());
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
        catch (Exception exception) when (!_receivers.GetRequired(receiver).HasOwnSecretSource)
        {
            // The settings were valid when the request came, and were changed while its body arrived.
            return (default, Verification.Refused(DeliveryOutcome.ConfigurationInvalid, Explanations.ConfigurationInvalid, exception));
        }
        catch (Exception exception)
        {
            return (default, Verification.Refused(DeliveryOutcome.SecretsUnavailable, Explanations.SecretsUnavailable, exception));
        }

        var refused = DeliveryChecks.FindSigner(body, digest, secrets, out var signer);
        return (signer, refused);
    }

    private async ValueTask<WebhookSecrets> GetSecretsAsync(HttpContext context, string receiver, AcknowledgementBudget budget)
    {
        if (!_receivers.GetRequired(receiver).HasOwnSecretSource)
        {
            return _configuredSecrets.GetSecrets(receiver); // there already, so that no timer needs to be started
        }

        var source = _services.GetRequiredKeyedService<IWebhookSecretSource>(receiver);
        return await budget.WaitFor(
            new ApplicationCode(_watch, $"The secret source {source.GetType()}"),
            token => source.GetSecretsAsync(new WebhookSecretRequest(receiver, context), token));
    }
}
