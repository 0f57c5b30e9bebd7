using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Waiting;

/// <summary>Does what the test says.</summary>
internal sealed class GivenHandler : IWebhookHandler
{
    private readonly Func<WebhookEvent, Task> _handle;

    public GivenHandler(Func<WebhookEvent, Task> handle) => _handle = handle;

    public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken) => _handle(webhookEvent);
}
