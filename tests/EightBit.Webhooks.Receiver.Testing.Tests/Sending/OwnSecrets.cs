using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Sending;

/// <summary>A secret source of an application's own.</summary>
internal sealed class OwnSecrets : IWebhookSecretSource
{
    public static readonly WebhookSecret Secret = WebhookSecret.FromText("a-secret-out-of-a-vault");

    public ValueTask<WebhookSecrets> GetSecretsAsync(WebhookSecretRequest request, CancellationToken cancellationToken)
        => ValueTask.FromResult(new WebhookSecrets([Secret]));
}
