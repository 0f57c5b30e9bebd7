using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using Fuzz.Targets.Bodies;

namespace Fuzz.Targets.Requests;

/// <summary>Reads all of an event as it came.</summary>
internal sealed class EveryEvent : IWebhookHandler
{
    public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        var names = webhookEvent.Id + webhookEvent.Type + webhookEvent.ConversationId + webhookEvent.Delivery.EventIdHeader;
        Promise.IsOneLine(names, "what an event is known by");
        VerifiedPayload.Read(webhookEvent);
        return Task.CompletedTask;
    }
}
