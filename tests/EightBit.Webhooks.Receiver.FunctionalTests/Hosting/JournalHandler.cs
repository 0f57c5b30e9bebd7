using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Hosting;

/// <summary>Writes every event down.</summary>
internal sealed class JournalHandler : IWebhookHandler
{
    private readonly EventJournal _journal;

    public JournalHandler(EventJournal journal) => _journal = journal;

    public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        _journal.Add(webhookEvent);
        return Task.CompletedTask;
    }
}
