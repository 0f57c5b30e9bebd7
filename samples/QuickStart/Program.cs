using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddEightBitWebhooks().AddHandler<MessageReceived, LogMessage>();

var app = builder.Build();
app.MapEightBitWebhooks("/webhooks/8bit");
app.Run();

internal sealed class LogMessage(ILogger<LogMessage> logger) : IWebhookHandler<MessageReceived>
{
    public Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken cancellationToken)
    {
        logger.LogInformation("{User} wrote: {Text}", webhookEvent.Data.UserId, webhookEvent.Data.Content);
        return Task.CompletedTask;
    }
}
