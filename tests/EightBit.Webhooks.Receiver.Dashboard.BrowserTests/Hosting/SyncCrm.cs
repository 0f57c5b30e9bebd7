using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Hosting;

/// <summary>Handles every event as the test's script says.</summary>
internal sealed class SyncCrm(HandlerScript script) : IWebhookHandler
{
    public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken) => script.Handle(webhookEvent, cancellationToken);
}
