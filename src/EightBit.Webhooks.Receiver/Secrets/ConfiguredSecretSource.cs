using System.Runtime.CompilerServices;
using EightBit.Webhooks.Receiver.Configuration;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Secrets;

/// <summary>The secrets of the options, as they are now.</summary>
internal sealed class ConfiguredSecretSource
{
    private readonly IOptionsMonitor<WebhookReceiverOptions> _options;

    // A reload makes a new options instance, so the instance tells whether the keys are still the configured ones.
    private readonly ConditionalWeakTable<WebhookReceiverOptions, WebhookSecrets> _prepared = [];

    public ConfiguredSecretSource(IOptionsMonitor<WebhookReceiverOptions> options) => _options = options;

    public WebhookSecrets GetSecrets(string receiver) => _prepared.GetValue(_options.Get(receiver), Prepare);

    public static WebhookSecrets Prepare(WebhookReceiverOptions options)
        => new(options.Secrets.Select(text => options.SecretEncoding == SecretEncoding.Hex
            ? WebhookSecret.FromHex(text)
            : WebhookSecret.FromText(text)));
}
