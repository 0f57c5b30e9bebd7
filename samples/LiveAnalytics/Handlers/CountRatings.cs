using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using LiveAnalytics.Counting;

namespace LiveAnalytics.Handlers;

internal sealed class CountRatings : IWebhookHandler<ConversationRating>
{
    private readonly LiveBoard _board;

    public CountRatings(LiveBoard board) => _board = board;

    public Task HandleAsync(WebhookEvent<ConversationRating> webhookEvent, CancellationToken cancellationToken)
    {
        var rating = webhookEvent.Data;
        _board.Count(webhookEvent, rating.RatedAt, ConversationSign.None, minute => minute.Ratings.Add(rating.Rating));
        return Task.CompletedTask;
    }
}
