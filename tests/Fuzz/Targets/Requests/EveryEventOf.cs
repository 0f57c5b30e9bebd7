using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using Fuzz.Targets.Bodies;

namespace Fuzz.Targets.Requests;

/// <summary>Reads all of an event's data.</summary>
internal sealed class EveryEventOf<TData> : IWebhookHandler<TData>
    where TData : class
{
    public Task HandleAsync(WebhookEvent<TData> webhookEvent, CancellationToken cancellationToken)
    {
        EventWalk.Over(webhookEvent);
        return Task.CompletedTask;
    }
}
