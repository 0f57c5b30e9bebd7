using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Diagnostics;
using EightBit.Webhooks.Receiver.Endpoints;
using EightBit.Webhooks.Receiver.Threads;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>Verify, claim the id, run the application's endpoint; a 2xx completes the id, anything else releases it.</summary>
internal sealed class InlineReceiver
{
    private readonly DeliveryVerifier _verifier;
    private readonly IDeduplicationStore _store;
    private readonly ReceiverRegistry _receivers;
    private readonly DeliveryRecorder _deliveryLog;
    private readonly WebhookMetrics _metrics;
    private readonly IOptionsMonitor<WebhookReceiverOptions> _options;
    private readonly ThreadWatch _watch;
    private readonly TimeProvider _time;
    private readonly ILogger<InlineReceiver> _logger;

    public InlineReceiver(
        DeliveryVerifier verifier,
        IDeduplicationStore store,
        ReceiverRegistry receivers,
        DeliveryRecorder deliveryLog,
        WebhookMetrics metrics,
        IOptionsMonitor<WebhookReceiverOptions> options,
        ThreadWatch watch,
        TimeProvider time,
        ILogger<InlineReceiver> logger)
    {
        _verifier = verifier;
        _store = store;
        _receivers = receivers;
        _deliveryLog = deliveryLog;
        _metrics = metrics;
        _options = options;
        _watch = watch;
        _time = time;
        _logger = logger;
    }

    public async Task ReceiveAsync(HttpContext context, string receiver, RequestDelegate endpoint)
    {
        if (context.Features.Get<VerifiedEventFeature>()?.Receiver == receiver)
        {
            // Within the run of this very delivery: somebody has wrapped the endpoint once more.
            await endpoint(context);
            return;
        }

        CachedAnswers.Prevent(context);
        using var report = new DeliveryReport(
            _logger, _deliveryLog, _metrics, _watch, _time, receiver, WebhookActivities.StartProcessingInline(receiver));
        if (await VerifyAndClaimAsync(context, receiver, report) is not { } claimed)
        {
            await report.AnswerAsync(context);
            return;
        }

        await RunAsync(context, claimed, endpoint, report);
    }

    /// <summary>Answers a request that has reached a marked endpoint on a way on which nothing has verified it.</summary>
    public async Task RefuseUnverifiedAsync(HttpContext context, string receiver, string explanation)
    {
        using var report = new DeliveryReport(
            _logger, _deliveryLog, _metrics, _watch, _time, receiver, WebhookActivities.StartProcessingInline(receiver));
        report.Conclude(DeliveryOutcome.EndpointNotVerified, explanation);
        await report.AnswerAsync(context);
    }

    /// <returns>Null when the delivery is answered already, by what the report says.</returns>
    private async ValueTask<ClaimedDelivery?> VerifyAndClaimAsync(HttpContext context, string receiver, DeliveryReport report)
    {
        if (!report.TryGetOptions(_options, out var options))
        {
            return null;
        }

        using var budget = new AcknowledgementBudget(context, options.AcknowledgementTimeout, _time);
        var verification = await _verifier.VerifyAsync(context, receiver, options, budget);
        report.Add(verification);
        if (verification.Delivery is not { } delivery)
        {
            return null;
        }

        return await ClaimAsync(context, delivery, budget, report);
    }

    private async ValueTask<ClaimedDelivery?> ClaimAsync(
        HttpContext context, VerifiedDelivery delivery, AcknowledgementBudget budget, DeliveryReport report)
    {
        try
        {
            var claim = await budget.WaitFor(
                CodeOfStore(delivery.DeduplicationKey),
                token => _store.ClaimAsync(delivery.DeduplicationKey, delivery.Options.InlineLease, token));
            switch (claim.Status)
            {
                case DeduplicationStatus.Claimed:
                    return new ClaimedDelivery(delivery, claim.Token);

                case DeduplicationStatus.Completed:
                    report.Conclude(DeliveryOutcome.Duplicate);
                    return null;

                default:
                    report.Conclude(DeliveryOutcome.InProgress);
                    return null;
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            report.Conclude(DeliveryOutcome.Aborted);
            return null;
        }
        catch (Exception exception)
        {
            report.Conclude(DeliveryOutcome.InboxUnavailable, fault: exception);
            return null;
        }
    }

    private async Task RunAsync(HttpContext context, ClaimedDelivery claimed, RequestDelegate endpoint, DeliveryReport report)
    {
        var succeeded = false;
        var body = context.Request.Body;
        try
        {
            new ApplicationCode(
                _watch, $"The endpoint {context.GetEndpoint()?.DisplayName}", claimed.Delivery.Envelope.Id).Begin();
            context.Request.Body = new MemoryStream(claimed.Delivery.Body, writable: false); // for the endpoint's own binding
            context.Features.Set(new VerifiedEventFeature(claimed.Delivery, _receivers.GetRequired(claimed.Delivery.Receiver).Events));
            await endpoint(context);
            succeeded = context.Response.StatusCode is >= 200 and < 300;
            report.LogHandledInline(context.Response.StatusCode);
        }
        catch (WebhookBindingException exception) when (!context.Response.HasStarted)
        {
            report.Conclude(exception.Outcome, exception.Message);
            await report.AnswerAsync(context);
        }
        catch (Exception exception)
        {
            report.LogFailedInline(exception);
            throw;
        }
        finally
        {
            context.Request.Body = body;
            context.Features.Set<VerifiedEventFeature>(null); // whatever runs next in this request is not the endpoint
            await ConcludeAsync(claimed, succeeded);
        }
    }

    private async Task ConcludeAsync(ClaimedDelivery claimed, bool succeeded)
    {
        var key = claimed.Delivery.DeduplicationKey;
        var options = claimed.Delivery.Options;
        try
        {
            // Not cancellable: whether the sender is still there makes no difference to what the endpoint has done. But its answer waits for
            // this, so a store that hangs is given no longer than any other answer takes.
            var concluded = await CodeOfStore(key).RunApart(async () =>
            {
                if (succeeded)
                {
                    return await _store.CompleteAsync(key, claimed.Token, claimed.Delivery.RememberFor, CancellationToken.None);
                }

                await _store.ReleaseAsync(key, claimed.Token, CancellationToken.None);
                return true;
            }).WaitAsync(options.AcknowledgementTimeout, _time);
            if (!concluded)
            {
                _logger.InlineLeaseExpired(key.EventId, options.InlineLease);
            }
        }
        catch (Exception exception)
        {
            _logger.InlineClaimNotConcluded(exception, key.EventId, options.InlineLease);
        }
    }

    private ApplicationCode CodeOfStore(DeduplicationKey key) => new(_watch, $"The deduplication store {_store.GetType()}", key.EventId);

    private sealed record ClaimedDelivery(VerifiedDelivery Delivery, long Token);
}
