using EightBit.Webhooks.Receiver.Configuration;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Secrets;

/// <summary>The secrets of the options, as they are now.</summary>
internal sealed class ConfiguredSecretSource : IWebhookSecretSource
{
    private readonly IOptionsMonitor<WebhookReceiverOptions> _options;
    private volatile Prepared? _prepared;

    public ConfiguredSecretSource(IOptionsMonitor<WebhookReceiverOptions> options) => _options = options;

    public ValueTask<WebhookSecrets> GetSecretsAsync(WebhookSecretRequest request, CancellationToken cancellationToken)
    {
        var options = _options.Get(request.Receiver);
        var prepared = _prepared;

        // A reload makes a new options instance, so the instance tells whether the keys are still the configured ones.
        if (!ReferenceEquals(prepared?.Options, options))
        {
            _prepared = prepared = new Prepared(options, Prepare(options));
        }

        return ValueTask.FromResult(prepared!.Secrets);
    }

    private static WebhookSecrets Prepare(WebhookReceiverOptions options)
        => new(options.Secrets.Select(text => options.SecretEncoding == SecretEncoding.Hex
            ? WebhookSecret.FromHex(text)
            : WebhookSecret.FromText(text)));

    private sealed record Prepared(WebhookReceiverOptions Options, WebhookSecrets Secrets);
}
