using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Verifying;
using LambdaVerifier.Queue;
using Microsoft.Extensions.Logging;

namespace LambdaVerifier.Function;

/// <summary>Verify, claim the id, hand the event to a queue, answer. It keeps nothing between two calls.</summary>
internal sealed class WebhookFunction
{
    private const string PayloadFormat = "2.0";

    /// <summary>Longer than the function may run, so that an instance that still works on the event is never overtaken.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>The platform gives up after 5 seconds.</summary>
    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromSeconds(4);

    private readonly WebhookVerifier _verifier;
    private readonly IDeduplicationStore _ids;
    private readonly IEventQueue _queue;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;

    public WebhookFunction(WebhookVerifier verifier, IDeduplicationStore ids, IEventQueue queue, ILogger<WebhookFunction> logger, TimeProvider time)
    {
        _verifier = verifier;
        _ids = ids;
        _queue = queue;
        _logger = logger;
        _time = time;
    }

    /// <exception cref="InvalidOperationException">The request has another payload format: the integration is set up wrongly.</exception>
    public async Task<FunctionResponse> HandleAsync(FunctionRequest request)
    {
        if (request is not { Version: PayloadFormat, RequestContext.Http.Method: { } method })
        {
            throw new InvalidOperationException(
                $"The request has payload format {request.Version ?? "1.0"}, and this function reads {PayloadFormat}. Set the integration's payload format version.");
        }

        var response = method.Equals("POST", StringComparison.OrdinalIgnoreCase) ? await ReceiveAsync(request) : WebhookResponse.MethodNotAllowed;
        return FunctionResponse.Of(response);
    }

    private async Task<WebhookResponse> ReceiveAsync(FunctionRequest request)
    {
        if (RequestReader.Read(request) is not { } delivery)
        {
            return WebhookResponse.BodyUnreadable;
        }

        var verification = _verifier.Verify(delivery);
        if (!verification.IsVerified)
        {
            _logger.Refused(verification.Refusal.Code, verification.Explanation);
            return verification.Refusal;
        }

        using var timeout = new CancellationTokenSource(TimeToAnswer, _time);
        return await TakeAsync(verification, verification.Event, timeout.Token);
    }

    private async Task<WebhookResponse> TakeAsync(WebhookVerification verification, WebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        var key = verification.DeduplicationKey;
        DeduplicationClaim claim;
        try
        {
            claim = await _ids.ClaimAsync(key, Lease, cancellationToken).AsTask().WaitAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            _logger.NotTaken(exception, key.EventId);
            return WebhookResponse.InboxUnavailable;
        }

        return claim.Status switch
        {
            DeduplicationStatus.Claimed => await EnqueueAsync(verification, webhookEvent, claim.Token, cancellationToken),
            DeduplicationStatus.Completed => WebhookResponse.Duplicate,
            _ => WebhookResponse.InProgress,
        };
    }

    private async Task<WebhookResponse> EnqueueAsync(
        WebhookVerification verification, WebhookEvent webhookEvent, long token, CancellationToken cancellationToken)
    {
        var key = verification.DeduplicationKey;
        try
        {
            await _queue.SendAsync(QueuedEvent.Of(webhookEvent), cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            _logger.NotTaken(exception, key.EventId);
            await ReleaseAsync(key, token);
            return WebhookResponse.InboxUnavailable;
        }

        try
        {
            // Not cancellable: the event is in the queue, whatever the time.
            await _ids.CompleteAsync(key, token, verification.RememberFor, CancellationToken.None);
            return WebhookResponse.Accepted;
        }
        catch (Exception exception)
        {
            // It is accepted all the same. If it is sent again after the lease, it is queued again: the consumer goes by the id.
            _logger.NotRemembered(exception, key.EventId, Lease);
            return WebhookResponse.Accepted;
        }
    }

    private async Task ReleaseAsync(DeduplicationKey key, long token)
    {
        try
        {
            await _ids.ReleaseAsync(key, token, CancellationToken.None);
        }
        catch (Exception exception)
        {
            _logger.NotReleased(exception, key.EventId, Lease);
        }
    }
}
