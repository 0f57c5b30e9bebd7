using CrmSync.Activities;
using CrmSync.Contacts;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace CrmSync.Handlers.Conversations;

/// <summary>Marks a conversation as escalated to a human agent.</summary>
internal sealed class EscalateConversation : IWebhookHandler<ConversationEscalated>
{
    private readonly ActivityRecorder _recorder;

    public EscalateConversation(ActivityRecorder recorder) => _recorder = recorder;

    public Task HandleAsync(WebhookEvent<ConversationEscalated> webhookEvent, CancellationToken cancellationToken)
    {
        var data = webhookEvent.Data;
        var entry = new ActivityEntry(webhookEvent, nameof(EscalateConversation), data.EscalatedAt)
        {
            Person = Person.Of(data.UserId, data.Contact),
            Text = data.Reason is null ? "Escalated to a human agent" : $"Escalated to a human agent: {data.Reason}",
            Change = (conversation, at) => conversation.Update(at, "escalated"),
        };
        return _recorder.RecordAsync(entry, cancellationToken);
    }
}
