using CrmSync.Activities;
using CrmSync.Contacts;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace CrmSync.Handlers.Conversations;

/// <summary>Closes a conversation.</summary>
internal sealed class EndConversation : IWebhookHandler<ConversationEnded>
{
    private readonly ActivityRecorder _recorder;

    public EndConversation(ActivityRecorder recorder) => _recorder = recorder;

    public Task HandleAsync(WebhookEvent<ConversationEnded> webhookEvent, CancellationToken cancellationToken)
    {
        var data = webhookEvent.Data;
        var entry = new ActivityEntry(webhookEvent, nameof(EndConversation), data.EndedAt)
        {
            Person = Person.Of(data.UserId),
            Text = data.Reason is null ? "Conversation ended" : $"Conversation ended: {data.Reason}",
            Change = (conversation, at) =>
            {
                conversation.End(at);
                conversation.Update(at, data.Status ?? "ended");
            },
        };
        return _recorder.RecordAsync(entry, cancellationToken);
    }
}
