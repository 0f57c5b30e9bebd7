using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Processing;

internal sealed partial class WebhookProcessor
{
    /// <summary>Settles until the inbox has answered: what the handlers have done must not be forgotten because the store is away.</summary>
    private async ValueTask SettleAsync(RunningEvent running, Settlement ended)
    {
        Backoff? backoff = null;
        while (!_giveUp.IsCancellationRequested)
        {
            try
            {
                // Each time: other nodes may have come meanwhile, or a new claim.
                var lease = running.Lease;
                var settlement = Decide(lease, ended);
                var settled = await _inbox.SettleAsync(lease, settlement, _giveUp.Token);
                if (!running.TryConclude(lease) && !settled)
                {
                    continue;
                }

                if (settled)
                {
                    LogSettled(lease, settlement);
                    _metrics.AttemptEnded(lease, settlement);
                    _feed.Publish(new SettledAttempt(lease, settlement));
                }
                else
                {
                    ReportLost(lease);
                }

                return;
            }
            catch (Exception exception)
            {
                var delay = (backoff ??= new Backoff()).Next();
                _logger.SettlementFailed(exception, running.Lease.Delivery.EventId, delay);
                await DelayAsync(delay, _giveUp.Token);
            }
        }

        _logger.SettlementGivenUp(running.Lease.Delivery.EventId, running.Lease.Delivery.EventType);
    }

    /// <summary>Other nodes may have more to do with the event than this one.</summary>
    private Settlement Decide(InboxLease lease, Settlement ended) => _handOver?.Decide(lease, ended) ?? ended;

    private void ReportLost(InboxLease lease)
    {
        _logger.LeaseLost(lease.Delivery.EventId, lease.Attempt);
        _metrics.AttemptLost(lease);
    }

    private void LogSettled(InboxLease lease, Settlement settlement)
    {
        var delivery = lease.Delivery;
        switch (settlement)
        {
            case Settlement.Completed:
                _logger.EventCompleted(delivery.EventId, delivery.EventType, lease.Attempt);
                break;

            case Settlement.Retry retry:
                _logger.EventRetried(delivery.EventId, delivery.EventType, lease.Attempt, _options.MaxAttempts, retry.Delay);
                break;

            case Settlement.HandedOver:
                _logger.EventHandedOver(delivery.EventId, delivery.EventType);
                break;

            case Settlement.Abandoned:
                _logger.EventAbandoned(delivery.EventId, delivery.EventType);
                break;

            case Settlement.Dead dead:
                _logger.EventDead(delivery.EventId, delivery.EventType, lease.Attempt, dead.Reason, lease.EntryId, dead.Error);
                break;
        }
    }
}
