using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace Webhook_App;

/// <summary>Runs in the background, after the platform has had its answer; when it throws, it is tried again.</summary>
internal sealed class LogMessage(ILogger<LogMessage> logger) : IWebhookHandler<MessageReceived>
{
    public Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken cancellationToken)
    {
        logger.LogInformation("{User} wrote: {Text}", webhookEvent.Data.UserId, webhookEvent.Data.Content);
        return Task.CompletedTask;
    }
}
