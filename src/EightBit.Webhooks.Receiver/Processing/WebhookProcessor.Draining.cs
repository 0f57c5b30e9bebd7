using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Processing;

internal sealed partial class WebhookProcessor
{
    private async Task DrainAsync()
    {
        using var drainTime = new CancellationTokenSource(_shutdown.DrainTime, _time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(drainTime.Token, _hostGaveUp.Token);
        if (!_inbox.IsDurable)
        {
            await EmptyInboxAsync(deadline.Token);
        }

        await WaitForRunningAsync(deadline.Token);
        InterruptRunning();
        using (var grace = BeginGrace())
        {
            await WaitForRunningAsync(grace.Token);
        }

        await AbandonRunningAsync();
        await _giveUp.CancelAsync();
    }

    /// <summary>What waits in a volatile inbox now is lost with the process, so as much of it as possible runs before that.</summary>
    private async Task EmptyInboxAsync(CancellationToken deadline)
    {
        var begun = _time.GetTimestamp();
        await using var wait = new IdleWait(_inbox, _settled, _time, deadline);
        try
        {
            while (true)
            {
                var askedAt = _time.GetTimestamp();
                var (batch, slots, idle) = await ClaimAndStartAsync(deadline);
                var nothingDueInTime = batch.NextDue is not { } due || !_shutdown.Drains(_time.GetElapsedTime(begun) + due);
                if (idle && batch.Leases.Count == 0 && nothingDueInTime)
                {
                    return;
                }

                if (batch.Leases.Count < slots)
                {
                    await wait.WaitAsync(batch.NextDue, askedAt);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The drain time is over; what is left is named in the log once everything has stopped.
        }
        catch (Exception exception)
        {
            _logger.DrainFailed(exception);
        }
    }

    private async Task WaitForRunningAsync(CancellationToken deadline)
        => await Task.WhenAll(_running.Values.Select(running => running.Completion))
            .WaitAsync(deadline)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private void InterruptRunning()
    {
        foreach (var running in _running.Values)
        {
            Interrupt(running.Interrupt);
        }
    }

    /// <summary>What a handler has registered on its token may fail; the other events have to be interrupted all the same.</summary>
    private void Interrupt(Action interrupt)
    {
        try
        {
            interrupt();
        }
        catch (AggregateException exception)
        {
            _logger.CancellationCallbackFailed(exception);
        }
    }

    /// <summary>In real time: with a clock that stands still, a test's, an application with a stuck handler would never stop.</summary>
    private CancellationTokenSource BeginGrace() => new(_shutdown.Grace);

    /// <summary>Gives the events of handlers that will not stop back to the inbox, so that a successor need not wait for the lease.</summary>
    private async Task AbandonRunningAsync()
    {
        using var grace = BeginGrace();
        foreach (var running in _running.Values.Where(running => running.TryBeginSettling()))
        {
            var delivery = running.Lease.Delivery;
            _logger.HandlerLeftBehind(running.CurrentHandler?.Handler ?? "(none)", delivery.EventId, delivery.EventType);
            try
            {
                var abandoned = new Settlement.Abandoned(running.Lease.Progress);
                if (await _inbox.SettleAsync(running.Lease, abandoned, grace.Token))
                {
                    _metrics.AttemptEnded(running.Lease, abandoned);
                }
                else
                {
                    ReportLost(running.Lease);
                }
            }
            catch (Exception exception)
            {
                _logger.SettlementFailed(exception, delivery.EventId, TimeSpan.Zero);
            }
        }
    }
}
