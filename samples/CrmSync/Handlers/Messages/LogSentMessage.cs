using CrmSync.Activities;
using CrmSync.Contacts;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace CrmSync.Handlers.Messages;

/// <summary>Puts what the agent answered on the contact's timeline.</summary>
internal sealed class LogSentMessage : IWebhookHandler<MessageSent>
{
    private readonly ActivityRecorder _recorder;

    public LogSentMessage(ActivityRecorder recorder) => _recorder = recorder;

    public Task HandleAsync(WebhookEvent<MessageSent> webhookEvent, CancellationToken cancellationToken)
    {
        var data = webhookEvent.Data;
        var entry = new ActivityEntry(webhookEvent, nameof(LogSentMessage), data.SentAt)
        {
            Person = Person.Of(data.UserId),
            Text = data.Content ?? $"({data.ContentType ?? "empty"} message)",
            Change = (conversation, at) => conversation.TakePlaceOn(data.Channel),
        };
        return _recorder.RecordAsync(entry, cancellationToken);
    }
}
