using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Hosting;

/// <summary>Fails as the test says.</summary>
internal sealed class ScriptedHandler : IWebhookHandler
{
    private readonly Script _script;

    public ScriptedHandler(Script script) => _script = script;

    public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
        => _script.Failure(webhookEvent.Id) is { } failure ? Task.FromException(failure) : Task.CompletedTask;
}
