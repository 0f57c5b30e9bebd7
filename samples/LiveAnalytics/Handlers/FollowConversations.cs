using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using LiveAnalytics.Counting;

namespace LiveAnalytics.Handlers;

/// <summary>Tells which conversations are open.</summary>
internal sealed class FollowConversations : IWebhookHandler<ConversationCreated>, IWebhookHandler<ConversationEnded>
{
    private readonly LiveBoard _board;

    public FollowConversations(LiveBoard board) => _board = board;

    public Task HandleAsync(WebhookEvent<ConversationCreated> webhookEvent, CancellationToken cancellationToken)
    {
        _board.Count(webhookEvent, webhookEvent.Data.StartedAt, ConversationSign.IsOpen, minute => minute.Started++);
        return Task.CompletedTask;
    }

    public Task HandleAsync(WebhookEvent<ConversationEnded> webhookEvent, CancellationToken cancellationToken)
    {
        _board.Count(webhookEvent, webhookEvent.Data.EndedAt, ConversationSign.IsOver, minute => minute.Ended++);
        return Task.CompletedTask;
    }
}
