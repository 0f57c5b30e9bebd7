using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Diagnostics;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>Runs the handlers of one claimed event and decides how the attempt ended.</summary>
internal sealed class EventDispatcher
{
    private readonly ReceiverRegistry _receivers;
    private readonly HandlerInvoker _invoker;
    private readonly DeliveryRecorder _deliveryLog;
    private readonly WebhookMetrics _metrics;
    private readonly WebhookProcessingOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<WebhookProcessor> _logger;

    public EventDispatcher(
        ReceiverRegistry receivers,
        HandlerInvoker invoker,
        DeliveryRecorder deliveryLog,
        WebhookMetrics metrics,
        IOptions<WebhookProcessingOptions> options,
        TimeProvider time,
        ILogger<WebhookProcessor> logger)
    {
        _receivers = receivers;
        _invoker = invoker;
        _deliveryLog = deliveryLog;
        _metrics = metrics;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    public async ValueTask<Settlement> DispatchAsync(RunningEvent running)
    {
        var lease = running.Lease;
        if (lease.Attempt > _options.MaxAttempts)
        {
            return new Settlement.Dead(
                DeadLetterReason.AttemptsExhausted,
                lease.Progress,
                $"The event was claimed {lease.Attempt - 1} times and the attempt was never settled: the process probably ended, or "
                + "lost its lease, while a handler ran. It does not run again by itself, since it may be what ends the process.");
        }

        return _receivers.Find(lease.Delivery.Receiver) is { } receiver
            ? await RunHandlersAsync(receiver, running)
            : SettleUnknownReceiver(lease);
    }

    /// <summary>Another node may have the receiver already, or still: while a new version is rolled out, nodes of both claim events.</summary>
    private Settlement SettleUnknownReceiver(InboxLease lease)
    {
        var error = $"This application has no receiver named '{lease.Delivery.Receiver}'. Add it "
            + $"(AddEightBitWebhooks(\"{lease.Delivery.Receiver}\")) and replay the event, or purge it.";
        if (lease.Attempt >= _options.MaxAttempts)
        {
            return new Settlement.Dead(DeadLetterReason.UnknownReceiver, lease.Progress, error);
        }

        var delay = RetrySchedule.DelayAfter(lease.Attempt, _options.RetryBaseDelay, _options.RetryMaxDelay, Random.Shared.NextDouble());
        return new Settlement.Retry(delay, lease.Progress, error);
    }

    private async ValueTask<Settlement> RunHandlersAsync(ReceiverRegistration receiver, RunningEvent running)
    {
        var delivery = running.Lease.Delivery;
        var handlers = receiver.Handlers.For(delivery.EventType);
        if (handlers.Length == 0)
        {
            _logger.NoHandler(delivery.EventId, delivery.EventType, ReceiverRegistration.NameForLogs(delivery.Receiver));
        }

        var raw = RawEvent.From(running.Lease);
        var payload = new DeferredPayload(raw, receiver.Events[delivery.EventType]);
        var summary = new AttemptSummary(running.Lease);
        foreach (var handler in handlers)
        {
            if (handler.NeedsPayload && summary.HasFailedForGoodBefore(handler) && payload.Reading.Error is { } error)
            {
                summary.AddUnreadableBefore(HandlerResult.Unreadable(handler.Name, error));
            }
        }

        foreach (var handler in handlers)
        {
            if (summary.IsStillToRun(handler))
            {
                summary.Add(handler, await RunAsync(handler, raw, payload, running));
            }
        }

        return summary.Settle(_options);
    }

    private async ValueTask<HandlerResult> RunAsync(
        HandlerRegistration handler, RawWebhookEvent raw, DeferredPayload payload, RunningEvent running)
    {
        // The handler before this one may have gone on to its end all the same; nothing new begins once time is up.
        if (running.IsInterrupted)
        {
            return HandlerResult.Interrupted;
        }

        using var activity = WebhookActivities.StartHandling(handler.Name);
        var started = _time.GetTimestamp();
        var result = handler.NeedsPayload && payload.Reading.Error is { } error
            ? HandlerResult.Unreadable(handler.Name, error)
            : await _invoker.InvokeAsync(handler, handler.NeedsPayload ? payload.Reading.Event! : raw, running);
        var outcome = OutcomeNames.Of(result.Outcome);
        activity.Conclude(outcome, succeeded: result.Outcome == HandlerOutcome.Succeeded);
        Record(running.Lease, raw.ConversationId, handler, result, outcome, _time.GetElapsedTime(started));
        return result;
    }

    private void Record(
        InboxLease lease, string? conversationId, HandlerRegistration handler, HandlerResult result, string outcome, TimeSpan duration)
    {
        _metrics.HandlerEnded(lease, handler.Name, outcome, duration);
        _deliveryLog.Record(new DeliveryLogEntry
        {
            At = _time.GetUtcNow(),
            Kind = DeliveryLogKind.Handling,
            Receiver = lease.Delivery.Receiver,
            Tenant = lease.Delivery.Tenant,
            EventId = lease.Delivery.EventId,
            EventType = lease.Delivery.EventType,
            ConversationId = conversationId,
            Outcome = outcome,
            Duration = duration,
            Attempt = lease.Attempt,
            Handler = handler.Name,
            Error = result.ShortError.Length == 0 ? null : result.ShortError,
        }, lease.Delivery.Body);
    }
}
