using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace SoakTarget;

/// <summary>Has one effect for each event, unless the event's content says that it fails.</summary>
internal sealed class SoakHandler(FlawedWork work) : IWebhookHandler<MessageReceived>
{
    private static readonly TimeSpan SlowRun = TimeSpan.FromMilliseconds(300);

    public async Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken cancellationToken)
    {
        switch (webhookEvent.Data.Content)
        {
            case "fails once" when webhookEvent.Delivery.Attempt == 1:
                throw new InvalidOperationException("The first attempt fails.");

            case "fails always":
                throw new InvalidOperationException("Every attempt fails.");

            case "poison":
                throw new WebhookRejectedException("It can never be handled.");

            case "slow":
                await Task.Delay(SlowRun, cancellationToken);
                break;
        }

        work.Do(webhookEvent.Id);
    }
}
