using EightBit.Webhooks.Receiver.Testing.Sending;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Webhook_App.Tests;

/// <summary>The whole application, with a secret of the tests.</summary>
public sealed class ReceiverFactory : WebApplicationFactory<Program>
{
    public WebhookSender CreateWebhookSender() => Services.CreateWebhookSender(CreateClient());

    protected override void ConfigureWebHost(IWebHostBuilder builder)
        => builder.UseSetting("EightBit:Webhooks:Secrets:0", "the-secret-of-the-tests");
}
