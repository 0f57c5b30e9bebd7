using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Hosting;

/// <summary>Does what the test says.</summary>
internal sealed class ScriptedHandler : IWebhookHandler
{
    private readonly Script _script;
    private readonly EventJournal _journal;

    public ScriptedHandler(Script script, EventJournal journal)
    {
        _script = script;
        _journal = journal;
    }

    public async Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        _journal.Add(webhookEvent);
        await _script.Run(webhookEvent, cancellationToken);
    }
}
