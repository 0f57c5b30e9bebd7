using System.Runtime.CompilerServices;
using EightBit.Webhooks.Receiver.Configuration;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Secrets;

/// <summary>The secrets of the options, as they are now.</summary>
internal sealed class ConfiguredSecretSource : IWebhookSecretSource
{
    private readonly IOptionsMonitor<WebhookReceiverOptions> _options;

    // A reload makes a new options instance, so the instance tells whether the keys are still the configured ones.
    private readonly ConditionalWeakTable<WebhookReceiverOptions, WebhookSecrets> _prepared = [];

    public ConfiguredSecretSource(IOptionsMonitor<WebhookReceiverOptions> options) => _options = options;

    public ValueTask<WebhookSecrets> GetSecretsAsync(WebhookSecretRequest request, CancellationToken cancellationToken)
        => ValueTask.FromResult(_prepared.GetValue(_options.Get(request.Receiver), Prepare));

    private static WebhookSecrets Prepare(WebhookReceiverOptions options)
        => new(options.Secrets.Select(text => options.SecretEncoding == SecretEncoding.Hex
            ? WebhookSecret.FromHex(text)
            : WebhookSecret.FromText(text)));
}
