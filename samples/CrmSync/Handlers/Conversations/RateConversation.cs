using System.Globalization;
using CrmSync.Activities;
using CrmSync.Contacts;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace CrmSync.Handlers.Conversations;

/// <summary>Keeps the rating that the user gave, with what they wrote.</summary>
internal sealed class RateConversation : IWebhookHandler<ConversationRating>
{
    private readonly ActivityRecorder _recorder;

    public RateConversation(ActivityRecorder recorder) => _recorder = recorder;

    public Task HandleAsync(WebhookEvent<ConversationRating> webhookEvent, CancellationToken cancellationToken)
    {
        var data = webhookEvent.Data;
        var entry = new ActivityEntry(webhookEvent, nameof(RateConversation), data.RatedAt)
        {
            Person = Person.Of(data.UserId),
            Text = Describe(data),
            Change = (conversation, at) => conversation.Rate(at, data.Rating),
        };
        return _recorder.RecordAsync(entry, cancellationToken);
    }

    private static string Describe(ConversationRating data)
    {
        var rating = data.Rating is { } value ? string.Create(CultureInfo.InvariantCulture, $"Rated {value:0.##}") : "Rated";
        return string.IsNullOrWhiteSpace(data.Feedback) ? rating : $"{rating}: {data.Feedback}";
    }
}
