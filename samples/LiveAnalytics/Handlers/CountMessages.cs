using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using LiveAnalytics.Counting;

namespace LiveAnalytics.Handlers;

/// <summary>Counts messages by minute and channel, and how long the agent took to answer.</summary>
internal sealed class CountMessages
    : IWebhookHandler<MessageReceived>, IWebhookHandler<MessageSent>, IWebhookHandler<MessageFailed>
{
    private readonly LiveBoard _board;

    public CountMessages(LiveBoard board) => _board = board;

    public Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken cancellationToken)
    {
        var message = webhookEvent.Data;
        _board.Count(webhookEvent, message.ReceivedAt, ConversationSign.IsOpen, minute =>
        {
            minute.Received++;
            minute.Channels.Add(message.Channel);
        });
        return Task.CompletedTask;
    }

    public Task HandleAsync(WebhookEvent<MessageSent> webhookEvent, CancellationToken cancellationToken)
    {
        var message = webhookEvent.Data;
        _board.Count(webhookEvent, message.SentAt, ConversationSign.IsOpen, minute =>
        {
            minute.Sent++;
            minute.Channels.Add(message.Channel);
            minute.ResponseTimes.Add(message.ResponseTimeMs);
        });
        return Task.CompletedTask;
    }

    public Task HandleAsync(WebhookEvent<MessageFailed> webhookEvent, CancellationToken cancellationToken)
    {
        _board.Count(webhookEvent, webhookEvent.Data.FailedAt, ConversationSign.IsOpen, minute => minute.Failed++);
        return Task.CompletedTask;
    }
}
