using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using Fuzz.Targets.Bodies;

namespace Fuzz.Targets.Requests;

/// <summary>Reads all of an event as it came.</summary>
internal sealed class EveryEvent : IWebhookHandler
{
    public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        EventWalk.OverNames(webhookEvent);
        Promise.IsIdentifier(webhookEvent.Delivery.EventIdHeader ?? "none", "an event-id header");
        VerifiedPayload.Read(webhookEvent);
        return Task.CompletedTask;
    }
}
