using System.Collections.Concurrent;
using EightBit.Webhooks.Receiver.Diagnostics;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Threads;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>Claims what the inbox has, runs it with bounded concurrency, keeps the leases alive, and drains on shut-down.</summary>
internal sealed partial class WebhookProcessor : BackgroundService
{
    private const int MaxClaim = 64;
    private const int HeartbeatsPerLease = 3;

    private readonly IWebhookInbox _inbox;
    private readonly EventDispatcher _dispatcher;
    private readonly HandOver? _handOver;
    private readonly SettlementFeed _feed;
    private readonly WebhookMetrics _metrics;
    private readonly WebhookProcessingOptions _options;
    private readonly ShutdownPlan _shutdown;
    private readonly ThreadWatch _watch;
    private readonly TimeProvider _time;
    private readonly ILogger<WebhookProcessor> _logger;

    // None of these is ever disposed: when the start of the host fails, it disposes its services while ExecuteAsync still runs, and
    // sources without a timer hold nothing that has to be given back.
    private readonly WorkSlots _slots;
    private readonly ConcurrentDictionary<long, RunningEvent> _running = new();
    private readonly WakeSignal _settled = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly CancellationTokenSource _hostGaveUp = new();
    private readonly Action<RunningEvent> _run;
    private long _renewedAt;
    private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WebhookProcessor(
        IWebhookInbox inbox,
        EventDispatcher dispatcher,
        SettlementFeed feed,
        WebhookMetrics metrics,
        IOptions<WebhookProcessingOptions> options,
        ShutdownPlan shutdown,
        ThreadWatch watch,
        TimeProvider time,
        ILogger<WebhookProcessor> logger,
        HandOver? handOver = null)
    {
        _inbox = inbox;
        _dispatcher = dispatcher;
        _handOver = handOver;
        _feed = feed;
        _metrics = metrics;
        _options = options.Value;
        _shutdown = shutdown;
        _watch = watch;
        _time = time;
        _logger = logger;
        _slots = new WorkSlots(_options.MaxConcurrency);
        _run = running => _ = RunAsync(running);
        _renewedAt = time.GetTimestamp();
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await (_handOver?.JoinAsync(cancellationToken) ?? Task.CompletedTask);

        // Were the start to fail before ExecuteAsync has begun, the host would report a cancelled task as a critical failure of this
        // service, on top of the exception that matters.
        await base.StartAsync(cancellationToken);
        await Task.WhenAny(_began.Task, ExecuteTask!).WaitAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // The host's patience may end before the drain time does.
        await using var registration = cancellationToken.UnsafeRegister(source => ((CancellationTokenSource)source!).Cancel(), _hostGaveUp);
        await base.StopAsync(CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _began.TrySetResult();
        _metrics.BeginCounting();
        using var stopHeartbeat = new CancellationTokenSource();
        var heartbeat = BeatAsync(stopHeartbeat.Token);

        await ClaimUntilAsync(stoppingToken);
        await DrainAsync();

        await stopHeartbeat.CancelAsync();
        await heartbeat;
    }

    private async Task ClaimUntilAsync(CancellationToken stop)
    {
        await using var wait = new IdleWait(_inbox, _settled, _time, stop);
        var backoff = new Backoff();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var askedAt = _time.GetTimestamp();
                var (batch, slots, _) = await ClaimAndStartAsync(stop);
                if (backoff.Reset())
                {
                    _logger.InboxReachableAgain();
                }

                if (batch.Leases.Count > 0 && !_inbox.IsDurable)
                {
                    // More has come meanwhile, if deliveries arrive at all fast: to look again costs less than to be woken.
                    await Task.Yield();
                }
                else if (batch.Leases.Count < slots)
                {
                    await wait.WaitAsync(batch.NextDue, askedAt);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // That was the last round.
            }
            catch (Exception exception)
            {
                var delay = backoff.Next();
                _logger.ClaimFailed(exception, delay);
                await DelayAsync(delay, stop);
            }
        }
    }

    /// <returns>What was claimed, how much was asked for, and whether nothing ran here at that moment.</returns>
    private async ValueTask<(ClaimBatch Batch, int Slots, bool Idle)> ClaimAndStartAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var slots = await _slots.TakeAsync(MaxClaim, cancellationToken);
        var started = 0;
        try
        {
            _settled.Reset();
            await RenewOverdueLeasesAsync(cancellationToken);

            // Taken before the claim: what ends after it may have made the next event of its conversation ready. And after the wait for a free
            // place and the reset: what ends from here on wakes whoever waits next.
            var idle = _running.IsEmpty;
            var batch = await _inbox.ClaimAsync(slots, _options.LeaseDuration, cancellationToken);
            foreach (var lease in batch.Leases)
            {
                if (TryStart(lease))
                {
                    started++;
                }
            }

            return (batch, slots, idle);
        }
        finally
        {
            _slots.Release(slots - started);
        }
    }

    /// <returns>False when the event runs already and goes on under the new lease.</returns>
    private bool TryStart(InboxLease lease)
    {
        // An inbox that has lost its data begins its numbers anew: the same number is not always the same event.
        var before = _running.TryGetValue(lease.EntryId, out var found) && found.IsOf(lease.Delivery) ? found : null;
        if (before?.TryAdopt(lease) == true)
        {
            _logger.LeaseAdopted(lease.Delivery.EventId, lease.Attempt);
            return false;
        }

        var running = new RunningEvent(lease, _watch, before);
        _running[lease.EntryId] = running;

        // Nothing flows to handlers from whatever was current when the processor was started.
        ThreadPool.UnsafeQueueUserWorkItem(_run, running, preferLocal: false);
        return true;
    }

    private async Task RunAsync(RunningEvent running)
    {
        running.Code.Begin();
        try
        {
            await (running.Before?.Completion ?? Task.CompletedTask);
            _metrics.AttemptBegun(running.Lease, _time);
            using var activity = WebhookActivities.StartProcessing(running.Lease);
            var settlement = await DispatchAsync(running);
            if (running.IsLost)
            {
                activity.Conclude(OutcomeNames.Lost, succeeded: false);
                ReportLost(running.Lease);
            }
            else if (running.TryBeginSettling())
            {
                var decided = Decide(running.Lease, settlement);
                activity.Conclude(OutcomeNames.Of(decided), succeeded: decided is Settlement.Completed or Settlement.HandedOver);
                await SettleAsync(running, settlement);
            }
        }
        finally
        {
            _running.TryRemove(KeyValuePair.Create(running.Lease.EntryId, running));
            _slots.Release(1);
            _settled.Set(); // not before it has left: who is woken by it looks whether anything runs
            running.End();
        }
    }

    private async ValueTask<Settlement> DispatchAsync(RunningEvent running)
    {
        try
        {
            return await _dispatcher.DispatchAsync(running);
        }
        catch (Exception exception)
        {
            // Not a handler's failure, which the dispatcher has dealt with: a fault of ours, or damaged data.
            _logger.DispatchFailed(exception, running.Lease.Delivery.EventId, running.Lease.Attempt);
            var progress = running.Lease.Progress;
            return running.Lease.Attempt < _options.MaxAttempts
                ? new Settlement.Retry(_options.RetryMaxDelay, progress, ErrorText.Short("The event could not be dispatched", exception))
                : new Settlement.Dead(DeadLetterReason.AttemptsExhausted, progress, ErrorText.Full("The event could not be dispatched", exception));
        }
    }

    private async Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
        => await Task.Delay(delay, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
