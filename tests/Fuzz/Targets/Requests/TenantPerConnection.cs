using EightBit.Webhooks.Receiver.Secrets;

namespace Fuzz.Targets.Requests;

/// <summary>Event ids are remembered for each tenant, so that what one input has used up is new to the next.</summary>
internal sealed class TenantPerConnection : IWebhookSecretSource
{
    public static readonly TenantPerConnection Instance = new();

    public ValueTask<WebhookSecrets> GetSecretsAsync(WebhookSecretRequest request, CancellationToken cancellationToken)
        => new(new WebhookSecrets([Keys.Secret], request.HttpContext.Connection.Id));
}
