using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using Notifications.Chat;
using Notifications.Limiting;

namespace Notifications.Errors;

/// <summary>Tells the chat about errors of agents: each by itself while they are few, and in digests when they are many.</summary>
internal sealed class ReportAgentError : IWebhookHandler<AgentError>
{
    private readonly NotificationGate _gate;

    public ReportAgentError(NotificationGate gate) => _gate = gate;

    public Task HandleAsync(WebhookEvent<AgentError> webhookEvent, CancellationToken cancellationToken)
    {
        var error = webhookEvent.Data;
        var subject = $"{ChatText.Of(error.AgentName ?? error.AgentId)}: {ChatText.Of(error.ErrorCode)}";
        var text = $"Agent error ({ChatText.Of(error.Severity)}) {subject}. {ChatText.Of(error.ErrorMessage)} [{ChatText.Of(webhookEvent.Id)}]";
        return _gate.NotifyAsync(subject, text, cancellationToken);
    }
}
