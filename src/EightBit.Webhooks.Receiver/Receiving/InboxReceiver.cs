using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Diagnostics;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.InMemory;
using EightBit.Webhooks.Receiver.Threads;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>Verify, put into the inbox, answer.</summary>
internal sealed class InboxReceiver
{
    private readonly DeliveryVerifier _verifier;
    private readonly IWebhookInbox _inbox;
    private readonly DeliveryRecorder _deliveryLog;
    private readonly WebhookMetrics _metrics;
    private readonly IOptionsMonitor<WebhookReceiverOptions> _options;
    private readonly ThreadWatch _watch;
    private readonly TimeProvider _time;
    private readonly ILogger<InboxReceiver> _logger;

    public InboxReceiver(
        DeliveryVerifier verifier,
        IWebhookInbox inbox,
        DeliveryRecorder deliveryLog,
        WebhookMetrics metrics,
        IOptionsMonitor<WebhookReceiverOptions> options,
        ThreadWatch watch,
        TimeProvider time,
        ILogger<InboxReceiver> logger)
    {
        _verifier = verifier;
        _inbox = inbox;
        _deliveryLog = deliveryLog;
        _metrics = metrics;
        _options = options;
        _watch = watch;
        _time = time;
        _logger = logger;
    }

    public async Task ReceiveAsync(HttpContext context, string receiver)
    {
        CachedAnswers.Prevent(context);
        using var report = new DeliveryReport(
            _logger, _deliveryLog, _metrics, _watch, _time, receiver, WebhookActivities.StartAccepting(receiver));
        if (report.TryGetOptions(_options, out var options))
        {
            using var budget = new AcknowledgementBudget(context, options.AcknowledgementTimeout, _time);
            var verification = await _verifier.VerifyAsync(context, receiver, options, budget);
            report.Add(verification);
            if (verification.Delivery is { } delivery)
            {
                await AcceptAsync(context, delivery, budget, report);
            }
        }

        await report.AnswerAsync(context);
    }

    private async ValueTask AcceptAsync(
        HttpContext context, VerifiedDelivery delivery, AcknowledgementBudget budget, DeliveryReport report)
    {
        try
        {
            var inboxDelivery = delivery.ForInbox();
            report.Add(_inbox is InMemoryInbox memory && memory.TryAcceptAtOnce(inboxDelivery, out var outcome)
                ? outcome
                : await budget.WaitFor(
                    new ApplicationCode(_watch, $"The inbox {_inbox.GetType()}, or its deduplication store,", inboxDelivery.EventId),
                    token => _inbox.AcceptAsync(inboxDelivery, token)));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            report.Conclude(DeliveryOutcome.Aborted);
        }
        catch (OperationCanceledException exception) when (budget.Token.IsCancellationRequested)
        {
            report.Conclude(DeliveryOutcome.InboxUnavailable, Explanations.InboxTimeout, exception);
        }
        catch (Exception exception)
        {
            report.Conclude(DeliveryOutcome.InboxUnavailable, fault: exception);
        }
    }
}
