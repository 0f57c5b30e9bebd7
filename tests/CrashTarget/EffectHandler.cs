using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace CrashTarget;

/// <summary>Has one effect for each event, and does what the event's content says besides.</summary>
internal sealed class EffectHandler(EffectFile effects, CrashSwitch crash, HangingHandlers hanging, Repair repair) : IWebhookHandler<MessageReceived>
{
    public async Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken cancellationToken)
    {
        crash.Pass(CrashPoint.MidHandler);
        switch (webhookEvent.Data.Content)
        {
            case "poison":
                CrashSwitch.End();
                break;

            case "fails once" when webhookEvent.Delivery.Attempt == 1:
                throw new InvalidOperationException("The first attempt fails.");

            case { } content when content.StartsWith("needs repair", StringComparison.Ordinal) && !repair.IsDone:
                throw new WebhookRejectedException($"Not repaired yet: {content}");

            case "hangs":
                effects.Add(webhookEvent.Id, webhookEvent.Delivery.Attempt);
                await hanging.WaitAsync(webhookEvent.Delivery.Attempt);
                return;
        }

        await Blocking.RunAsync(webhookEvent.Data.Content ?? "");
        effects.Add(webhookEvent.Id, webhookEvent.Delivery.Attempt);
        crash.Pass(CrashPoint.AfterEffectBeforeSettlement);
    }
}
