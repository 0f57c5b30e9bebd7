using CrmSync.Activities;
using CrmSync.Contacts;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace CrmSync.Handlers.Conversations;

/// <summary>Files a new conversation under its contact.</summary>
internal sealed class OpenConversation : IWebhookHandler<ConversationCreated>
{
    private readonly ActivityRecorder _recorder;

    public OpenConversation(ActivityRecorder recorder) => _recorder = recorder;

    public Task HandleAsync(WebhookEvent<ConversationCreated> webhookEvent, CancellationToken cancellationToken)
    {
        var data = webhookEvent.Data;
        var entry = new ActivityEntry(webhookEvent, nameof(OpenConversation), data.StartedAt)
        {
            Person = Person.Of(data.UserId, data.Contact),
            Text = data.Channel is null ? "Conversation started" : $"Conversation started on {data.Channel}",
            Change = (conversation, at) =>
            {
                conversation.Begin(at);
                conversation.TakePlaceOn(data.Channel);
                conversation.Update(at, data.Status ?? "open", data.Tags);
            },
        };
        return _recorder.RecordAsync(entry, cancellationToken);
    }
}
