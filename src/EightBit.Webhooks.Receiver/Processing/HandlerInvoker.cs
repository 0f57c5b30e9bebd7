using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>Runs one handler in a scope of its own, within the handler timeout.</summary>
internal sealed class HandlerInvoker
{
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly ILogger<WebhookProcessor> _logger;

    public HandlerInvoker(
        IServiceScopeFactory scopes, IOptions<WebhookProcessingOptions> options, TimeProvider time, ILogger<WebhookProcessor> logger)
    {
        _scopes = scopes;
        _timeout = options.Value.HandlerTimeout;
        _time = time;
        _logger = logger;
    }

    public async ValueTask<HandlerResult> InvokeAsync(HandlerRegistration handler, WebhookEvent webhookEvent, RunningEvent running)
    {
        using var stop = new CancellationTokenSource(_timeout, _time);
        running.Begin(new HandlerRun(handler.Name, _time.GetTimestamp(), stop));
        try
        {
            await using var scope = _scopes.CreateAsyncScope();
            await handler.InvokeAsync(scope.ServiceProvider, webhookEvent, stop.Token);
            return HandlerResult.Succeeded;
        }
        catch (WebhookRejectedException exception)
        {
            _logger.HandlerRejected(exception, handler.Name, running.Lease.Delivery.EventId);
            return Result(HandlerOutcome.Rejected, handler.Name, exception);
        }
        catch (Exception) when (running.IsInterrupted)
        {
            return HandlerResult.Interrupted;
        }
        catch (OperationCanceledException exception) when (stop.IsCancellationRequested)
        {
            _logger.HandlerTimedOut(handler.Name, running.Lease.Delivery.EventId, running.Lease.Attempt, _timeout);
            return Result(HandlerOutcome.Failed, $"{handler.Name}: took longer than {_timeout}", exception);
        }
        catch (Exception exception)
        {
            _logger.HandlerFailed(exception, handler.Name, running.Lease.Delivery.EventId, running.Lease.Attempt);
            return Result(HandlerOutcome.Failed, handler.Name, exception) with { RetryIn = (exception as WebhookRetryException)?.RetryIn };
        }
        finally
        {
            running.EndHandler();
        }
    }

    private static HandlerResult Result(HandlerOutcome outcome, string subject, Exception exception)
        => new(outcome, ErrorText.Full(subject, exception), ErrorText.Short(subject, exception));
}
