using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace LoadServer.Servers;

internal sealed class HandlerThatWaits : IWebhookHandler
{
    public const string EventType = "load.waits";

    public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);
}
