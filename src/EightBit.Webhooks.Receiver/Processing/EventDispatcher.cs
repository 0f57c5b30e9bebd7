using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.DeliveryLog;
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
    private readonly IWebhookDeliveryLog _deliveryLog;
    private readonly WebhookProcessingOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<WebhookProcessor> _logger;

    public EventDispatcher(
        ReceiverRegistry receivers,
        HandlerInvoker invoker,
        IWebhookDeliveryLog deliveryLog,
        IOptions<WebhookProcessingOptions> options,
        TimeProvider time,
        ILogger<WebhookProcessor> logger)
    {
        _receivers = receivers;
        _invoker = invoker;
        _deliveryLog = deliveryLog;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    public async Task<Settlement> DispatchAsync(RunningEvent running)
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

        if (_receivers.Find(lease.Delivery.Receiver) is not { } receiver)
        {
            return new Settlement.Dead(
                DeadLetterReason.UnknownReceiver,
                lease.Progress,
                $"This application has no receiver named '{lease.Delivery.Receiver}' any more. Add it again "
                + $"(AddEightBitWebhooks(\"{lease.Delivery.Receiver}\")) and replay the event, or purge it.");
        }

        return await RunHandlersAsync(receiver, running);
    }

    private async Task<Settlement> RunHandlersAsync(ReceiverRegistration receiver, RunningEvent running)
    {
        var delivery = running.Lease.Delivery;
        var handlers = receiver.Handlers.For(delivery.EventType);
        if (handlers.Count == 0)
        {
            _logger.NoHandler(delivery.EventId, delivery.EventType, ReceiverRegistration.NameForLogs(delivery.Receiver));
        }

        var raw = RawEvent.From(running.Lease);
        var payload = new Lazy<PayloadReading>(() => PayloadReading.Of(raw, receiver.Events[delivery.EventType]));
        var summary = new AttemptSummary(running.Lease);
        foreach (var handler in handlers.Where(handler => handler.NeedsPayload && summary.HasFailedForGoodBefore(handler)))
        {
            if (payload.Value.Error is { } error)
            {
                summary.AddUnreadableBefore(HandlerResult.Unreadable(handler.Name, error));
            }
        }

        foreach (var handler in handlers.Where(summary.IsStillToRun))
        {
            var result = await RunAsync(handler, raw, payload, running);
            summary.Add(handler, result);
            if (result.Outcome == HandlerOutcome.Interrupted)
            {
                break;
            }
        }

        return summary.Settle(_options);
    }

    private async Task<HandlerResult> RunAsync(
        HandlerRegistration handler, RawWebhookEvent raw, Lazy<PayloadReading> payload, RunningEvent running)
    {
        // The handler before this one may have gone on to its end all the same; nothing new begins once time is up.
        if (running.Interrupted.IsCancellationRequested)
        {
            return HandlerResult.Interrupted;
        }

        var started = _time.GetTimestamp();
        var result = handler.NeedsPayload && payload.Value.Error is { } error
            ? HandlerResult.Unreadable(handler.Name, error)
            : await _invoker.InvokeAsync(handler, handler.NeedsPayload ? payload.Value.Event! : raw, running);
        Record(running.Lease, handler, result, _time.GetElapsedTime(started));
        return result;
    }

    private void Record(InboxLease lease, HandlerRegistration handler, HandlerResult result, TimeSpan duration)
        => _deliveryLog.Record(new DeliveryLogEntry
        {
            At = _time.GetUtcNow(),
            Kind = DeliveryLogKind.Handling,
            Receiver = lease.Delivery.Receiver,
            Tenant = lease.Delivery.Tenant,
            EventId = lease.Delivery.EventId,
            EventType = lease.Delivery.EventType,
            Outcome = result.Outcome switch
            {
                HandlerOutcome.Succeeded => "succeeded",
                HandlerOutcome.Failed => "failed",
                HandlerOutcome.Rejected => "rejected",
                HandlerOutcome.Unreadable => "unreadable",
                _ => "interrupted",
            },
            Duration = duration,
            Attempt = lease.Attempt,
            Handler = handler.Name,
            Error = result.ShortError.Length == 0 ? null : result.ShortError,
        });
}
