using AuditTrail.Chain;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace AuditTrail.Recording;

/// <summary>Records every event, of known and unknown types alike. May run twice for one event; the trail takes it once.</summary>
internal sealed class RecordEvent(AuditLog log) : IWebhookHandler
{
    public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
        => log.AppendAsync(webhookEvent, cancellationToken);
}
