using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace HostileTarget;

internal sealed class CountingHandler : IWebhookHandler
{
    private readonly HandledCount _handled;

    public CountingHandler(HandledCount handled) => _handled = handled;

    public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        _handled.Add();
        return Task.CompletedTask;
    }
}
