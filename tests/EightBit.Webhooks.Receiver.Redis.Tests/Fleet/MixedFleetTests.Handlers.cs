using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.Handlers;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Fleet;

public sealed partial class MixedFleetTests
{
    /// <summary>All versions have it.</summary>
    internal sealed class OldHandler(Runs runs, Gate gate) : IWebhookHandler
    {
        public async Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
        {
            await gate.PassAsync(cancellationToken);
            runs.Add("old", webhookEvent.Id, webhookEvent.Delivery.Attempt);
        }
    }

    /// <summary>Only the new version has it.</summary>
    internal sealed class NewHandler(Runs runs) : IWebhookHandler
    {
        public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
        {
            runs.Add("new", webhookEvent.Id, webhookEvent.Delivery.Attempt);
            return Task.CompletedTask;
        }
    }

    /// <summary>Only the new version has it, and it fails twice.</summary>
    internal sealed class FailingHandler(Runs runs) : IWebhookHandler
    {
        public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
        {
            runs.Add("failing", webhookEvent.Id, webhookEvent.Delivery.Attempt);
            return runs.Of(webhookEvent.Id).Count(handler => handler == "failing") <= 2
                ? Task.FromException(new InvalidOperationException("Not yet."))
                : Task.CompletedTask;
        }
    }

    /// <summary>Refuses every event.</summary>
    internal sealed class RejectingHandler(Runs runs) : IWebhookHandler
    {
        public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
        {
            runs.Add("rejecting", webhookEvent.Id, webhookEvent.Delivery.Attempt);
            throw new WebhookRejectedException("Never.");
        }
    }

    /// <summary>Takes what nobody has listed.</summary>
    internal sealed class UnknownHandler(Runs runs) : IWebhookHandler<UnknownEvent>
    {
        public Task HandleAsync(WebhookEvent<UnknownEvent> webhookEvent, CancellationToken cancellationToken)
        {
            runs.Add("unknown", webhookEvent.Id, webhookEvent.Delivery.Attempt);
            return Task.CompletedTask;
        }
    }
}
