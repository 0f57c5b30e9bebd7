using CrmSync.Activities;
using CrmSync.Contacts;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace CrmSync.Handlers.Conversations;

/// <summary>Takes over the status and the tags of a conversation.</summary>
internal sealed class UpdateConversation : IWebhookHandler<ConversationUpdated>
{
    private readonly ActivityRecorder _recorder;

    public UpdateConversation(ActivityRecorder recorder) => _recorder = recorder;

    public Task HandleAsync(WebhookEvent<ConversationUpdated> webhookEvent, CancellationToken cancellationToken)
    {
        var data = webhookEvent.Data;
        var entry = new ActivityEntry(webhookEvent, nameof(UpdateConversation), data.UpdatedAt)
        {
            Person = Person.Of(data.UserId, data.Contact),
            Text = Describe(data),
            Change = (conversation, at) => conversation.Update(at, data.Status, data.Tags),
        };
        return _recorder.RecordAsync(entry, cancellationToken);
    }

    private static string Describe(ConversationUpdated data)
    {
        string?[] changes =
        [
            data.Status is null ? null : $"status {data.Status}",
            data.Tags is null ? null : $"tags {(data.Tags.Count == 0 ? "removed" : string.Join(", ", data.Tags))}",
        ];
        var known = string.Join("; ", changes.Where(change => change is not null));
        return known.Length == 0 ? "Conversation updated" : $"Conversation updated: {known}";
    }
}
