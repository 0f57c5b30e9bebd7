using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.InMemory;

internal sealed partial class InMemoryInbox
{
    /// <summary>How long a shared deduplication store holds an id for a node that died between claiming and enqueueing.</summary>
    private static readonly TimeSpan AcceptLease = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ClaimedElsewherePoll = TimeSpan.FromMilliseconds(5);

    public ValueTask<AcceptOutcome> AcceptAsync(InboxDelivery delivery, CancellationToken cancellationToken)
        => TryAcceptAtOnce(delivery, out var outcome) ? ValueTask.FromResult(outcome) : AcceptWithStoreAsync(delivery, cancellationToken);

    /// <summary>
    /// Takes an event without waiting for anything: with a store in this process nobody can die between claiming the id and enqueueing
    /// the event, so one step is enough. The receiver asks for it first, because a wait needs a timer (benchmarks/Load: 5 % of a delivery).
    /// </summary>
    /// <returns>False when there is something to wait for: another store, or an endpoint that works on the event this moment.</returns>
    public bool TryAcceptAtOnce(InboxDelivery delivery, out AcceptOutcome outcome)
    {
        outcome = default;
        if (_store is not InMemoryDeduplicationStore store)
        {
            return false;
        }

        if (TryReserve(delivery) is { } refusal)
        {
            outcome = refusal;
            return true;
        }

        var key = new DeduplicationKey(delivery.Receiver, delivery.Tenant, delivery.EventId);
        var status = store.TakeForGood(key, delivery.RememberFor);
        if (status == DeduplicationStatus.Claimed)
        {
            EnqueueOrForget(delivery, store, key);
            outcome = AcceptOutcome.Accepted;
            return true;
        }

        Unreserve(delivery);
        outcome = AcceptOutcome.Duplicate;
        return status == DeduplicationStatus.Completed;
    }

    /// <summary>Should memory run out here, the delivery is answered 503; its id must not be remembered then.</summary>
    private void EnqueueOrForget(InboxDelivery delivery, InMemoryDeduplicationStore store, in DeduplicationKey key)
    {
        try
        {
            Enqueue(delivery);
        }
        catch
        {
            store.Forget(key);
            Unreserve(delivery);
            throw;
        }
    }

    private async ValueTask<AcceptOutcome> AcceptWithStoreAsync(InboxDelivery delivery, CancellationToken cancellationToken)
    {
        // Room is reserved before the id is claimed, so that nothing can fail between the claim and the enqueueing. The other
        // way round, a concurrent delivery of the same id would be told "duplicate" of an event that is then turned away.
        if (TryReserve(delivery) is { } refusal)
        {
            return refusal;
        }

        var enqueued = false;
        try
        {
            var key = new DeduplicationKey(delivery.Receiver, delivery.Tenant, delivery.EventId);
            var claim = await ClaimIdAsync(key, cancellationToken);
            if (claim.Status == DeduplicationStatus.Completed)
            {
                return AcceptOutcome.Duplicate;
            }

            if (claim.Status != DeduplicationStatus.Claimed)
            {
                throw new InvalidOperationException($"The deduplication store returned the status {claim.Status}, which is not defined.");
            }

            Enqueue(delivery);
            enqueued = true;
            await CompleteIdAsync(key, claim, delivery);
            return AcceptOutcome.Accepted;
        }
        finally
        {
            if (!enqueued)
            {
                Unreserve(delivery);
            }
        }
    }

    private async ValueTask<DeduplicationClaim> ClaimIdAsync(DeduplicationKey key, CancellationToken cancellationToken)
    {
        while (true)
        {
            var claim = await _store.ClaimAsync(key, AcceptLease, cancellationToken);
            if (claim.Status != DeduplicationStatus.InProgress)
            {
                return claim;
            }

            // Whoever has the id now is about to complete it. Until then it is no duplicate: that node may yet die.
            await Task.Delay(ClaimedElsewherePoll, cancellationToken);
        }
    }

    private async ValueTask CompleteIdAsync(DeduplicationKey key, DeduplicationClaim claim, InboxDelivery delivery)
    {
        try
        {
            // Not cancellable: the event is in the queue, so the id has to be remembered even if the sender has gone.
            var completing = _store.CompleteAsync(key, claim.Token, delivery.RememberFor, CancellationToken.None);
            if (!await (completing.IsCompleted ? completing : new ValueTask<bool>(completing.AsTask().WaitAsync(AcceptLease, _time))))
            {
                _logger.AcceptedIdNotRemembered(null, delivery.EventId, AcceptLease.TotalSeconds);
            }
        }
        catch (Exception exception)
        {
            // The event will be processed, so the answer is 200. What is lost is the protection against a second copy of it.
            _logger.AcceptedIdNotRemembered(exception, delivery.EventId, AcceptLease.TotalSeconds);
        }
    }

    private AcceptOutcome? TryReserve(InboxDelivery delivery)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return AcceptOutcome.Closed;
            }

            // A body beyond the bound by itself passes alone: turned away, it would be so for ever.
            if (_reservedEvents >= _options.MaxPendingEvents
                || (_reservedEvents > 0 && _reservedBytes + delivery.Body.Length > _options.MaxPendingBytes))
            {
                return AcceptOutcome.Full;
            }

            _reservedEvents++;
            _reservedBytes += delivery.Body.Length;
            return null;
        }
    }

    private void Unreserve(InboxDelivery delivery)
    {
        lock (_gate)
        {
            Free(delivery);
        }
    }

    private void Enqueue(InboxDelivery delivery)
    {
        lock (_gate)
        {
            Enqueue(new InMemoryEntry(++_lastEntryId, delivery));
        }
    }
}
