using CrmSync.Activities;
using CrmSync.Contacts;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace CrmSync.Handlers.Messages;

/// <summary>Notes that a message was not processed, so that somebody can step in.</summary>
internal sealed class LogFailedMessage : IWebhookHandler<MessageFailed>
{
    private readonly ActivityRecorder _recorder;

    public LogFailedMessage(ActivityRecorder recorder) => _recorder = recorder;

    public Task HandleAsync(WebhookEvent<MessageFailed> webhookEvent, CancellationToken cancellationToken)
    {
        var data = webhookEvent.Data;
        var entry = new ActivityEntry(webhookEvent, nameof(LogFailedMessage), data.FailedAt)
        {
            Person = Person.Of(data.UserId),
            Text = $"Message failed: {data.ErrorMessage ?? data.ErrorCode ?? "no reason given"}",
        };
        return _recorder.RecordAsync(entry, cancellationToken);
    }
}
