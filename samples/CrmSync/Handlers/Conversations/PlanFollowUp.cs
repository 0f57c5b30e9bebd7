using CrmSync.Activities;
using CrmSync.Contacts;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace CrmSync.Handlers.Conversations;

/// <summary>Leaves a task for the person who takes over: a second handler of the same event, with its own row and its own retries.</summary>
internal sealed class PlanFollowUp : IWebhookHandler<ConversationEscalated>
{
    private readonly ActivityRecorder _recorder;

    public PlanFollowUp(ActivityRecorder recorder) => _recorder = recorder;

    public Task HandleAsync(WebhookEvent<ConversationEscalated> webhookEvent, CancellationToken cancellationToken)
    {
        var data = webhookEvent.Data;
        var entry = new ActivityEntry(webhookEvent, nameof(PlanFollowUp), data.EscalatedAt)
        {
            Person = Person.Of(data.UserId, data.Contact),
            Text = Describe(data),
        };
        return _recorder.RecordAsync(entry, cancellationToken);
    }

    private static string Describe(ConversationEscalated data)
    {
        var task = $"Follow up with {data.Contact?.Name ?? data.UserId ?? "the user"}";
        var priority = data.Priority is null ? "" : $", priority {data.Priority}";
        return data.AssignedTo is null ? $"{task}{priority}" : $"{task}{priority}, assigned to {data.AssignedTo}";
    }
}
