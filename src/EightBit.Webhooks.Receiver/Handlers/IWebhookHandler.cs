using EightBit.Webhooks.Receiver.Events;

namespace EightBit.Webhooks.Receiver.Handlers;

/// <summary>Handles events of any type, with their JSON as it came: audit trails, forwarders, types not known yet.</summary>
/// <inheritdoc cref="IWebhookHandler{TData}" path="/remarks"/>
public interface IWebhookHandler
{
    /// <summary>Handles one event.</summary>
    /// <param name="webhookEvent">The event.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the handler timeout has passed, the application's drain time is over, or the event was claimed elsewhere.
    /// </param>
    Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken);
}
