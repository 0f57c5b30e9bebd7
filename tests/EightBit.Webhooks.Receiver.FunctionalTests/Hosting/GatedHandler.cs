using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Hosting;

/// <summary>Writes an event down once the gate is open.</summary>
internal sealed class GatedHandler : IWebhookHandler
{
    private readonly Gate _gate;
    private readonly EventJournal _journal;

    public GatedHandler(Gate gate, EventJournal journal)
    {
        _gate = gate;
        _journal = journal;
    }

    public async Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        await _gate.PassAsync(cancellationToken);
        _journal.Add(webhookEvent);
    }
}
