using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Hosting;

/// <summary>One secret of a tenant whose name is an attack.</summary>
internal sealed class TenantSecrets : IWebhookSecretSource
{
    public const string Tenant = "<svg onload=window.pwned='tenant'>";

    public static WebhookSecret Secret { get; } = WebhookSecret.FromText("a-secret-of-the-hostile-tenant");

    public ValueTask<WebhookSecrets> GetSecretsAsync(WebhookSecretRequest request, CancellationToken cancellationToken)
        => ValueTask.FromResult(new WebhookSecrets([Secret], Tenant));
}
