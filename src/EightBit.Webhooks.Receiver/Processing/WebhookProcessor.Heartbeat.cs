namespace EightBit.Webhooks.Receiver.Processing;

internal sealed partial class WebhookProcessor
{
    /// <summary>How long past its timeout a handler may take to notice before that is worth an error.</summary>
    private static readonly TimeSpan CancellationGrace = TimeSpan.FromSeconds(10);

    private async Task BeatAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(_options.LeaseDuration / HeartbeatsPerLease, _time);
        while (await NextBeatAsync(timer, stop))
        {
            try
            {
                await RenewLeasesAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Handlers go on: should the lease run out meanwhile, their settlement is fenced.
                _logger.RenewalFailed(exception, _running.Count);
            }

            ReportOverdueHandlers();
        }
    }

    private static async Task<bool> NextBeatAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>
    /// After an outage or a pause, what still runs here comes first: its leases may have expired, and a claim would take them and run
    /// everything a second time.
    /// </summary>
    private async ValueTask RenewOverdueLeasesAsync(CancellationToken cancellationToken)
    {
        if (_time.GetElapsedTime(Volatile.Read(ref _renewedAt)) > _options.LeaseDuration / 2)
        {
            await RenewLeasesAsync(cancellationToken);
        }
    }

    private async Task RenewLeasesAsync(CancellationToken cancellationToken)
    {
        var askedAt = _time.GetTimestamp();
        var held = _running.Values.Select(running => running.Lease).ToList();
        var allLost = held.Count > 0 ? await _inbox.RenewAsync(held, _options.LeaseDuration, cancellationToken) : [];
        Volatile.Write(ref _renewedAt, askedAt);
        foreach (var lost in allLost)
        {
            // One that was settled while we asked is no longer here, or about to leave.
            if (_running.TryGetValue(lost.EntryId, out var running) && running.Lease.Token == lost.Token && !running.IsSettling)
            {
                Interrupt(running.Lose);
            }
        }
    }

    private void ReportOverdueHandlers()
    {
        var limit = _options.HandlerTimeout + CancellationGrace;
        foreach (var running in _running.Values)
        {
            if (running.CurrentHandler is { } handler && _time.GetElapsedTime(handler.StartedAt) > limit && running.TryReportOverdue())
            {
                _logger.HandlerIgnoresCancellation(
                    handler.Handler, running.Lease.Delivery.EventId, _options.HandlerTimeout, _options.MaxConcurrency);
            }
        }
    }
}
