using CrmSync.Activities;
using CrmSync.Contacts;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace CrmSync.Handlers.Messages;

/// <summary>Puts what a user wrote on the contact's timeline.</summary>
internal sealed class LogReceivedMessage : IWebhookHandler<MessageReceived>
{
    private readonly ActivityRecorder _recorder;

    public LogReceivedMessage(ActivityRecorder recorder) => _recorder = recorder;

    public Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken cancellationToken)
    {
        var data = webhookEvent.Data;
        var entry = new ActivityEntry(webhookEvent, nameof(LogReceivedMessage), data.ReceivedAt)
        {
            Person = Person.Of(data.UserId, data.Contact),
            Text = data.Content ?? $"({data.ContentType ?? "empty"} message)",
            Change = (conversation, at) => conversation.TakePlaceOn(data.Channel),
        };
        return _recorder.RecordAsync(entry, cancellationToken);
    }
}
