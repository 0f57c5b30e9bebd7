using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Diagnostics;

/// <summary>A source of secrets that cannot be reached.</summary>
internal sealed class AbsentVault : IWebhookSecretSource
{
    public ValueTask<WebhookSecrets> GetSecretsAsync(WebhookSecretRequest request, CancellationToken cancellationToken)
        => throw new IOException("The vault is away.");
}
