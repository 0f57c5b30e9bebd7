using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.InMemory;

/// <summary>Keeps pending events in this process: nothing to set up, and gone with the process.</summary>
internal sealed partial class InMemoryInbox : IWebhookInbox, IWebhookInboxAdmin
{
    /// <summary>How long a shared deduplication store holds an id for a node that died between claiming and enqueueing.</summary>
    private static readonly TimeSpan AcceptLease = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ClaimedElsewherePoll = TimeSpan.FromMilliseconds(5);

    private readonly Lock _gate = new();
    private readonly ReadyQueue _ready = new();
    private readonly PriorityQueue<InMemoryEntry, DateTimeOffset> _awaitingRetry = new();
    private readonly Dictionary<long, InMemoryEntry> _claimed = [];
    private readonly Dictionary<long, InMemoryEntry> _pending = [];
    private readonly DeadLetterShelf _deadLetters = new();
    private readonly IDeduplicationStore _store;
    private readonly InMemoryInboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<InMemoryInbox> _logger;

    private int _reservedEvents;
    private long _reservedBytes;
    private long _lastEntryId;
    private long _lastToken;
    private bool _closed;

    public InMemoryInbox(
        IDeduplicationStore store, IOptions<InMemoryInboxOptions> options, TimeProvider time, ILogger<InMemoryInbox> logger)
    {
        _store = store;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    public bool IsDurable => false;

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

    public ValueTask<ClaimBatch> ClaimAsync(int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            ReturnDueRetries(now);

            var leases = new List<InboxLease>();
            foreach (var entry in ExpiredLeases(now).Take(max))
            {
                leases.Add(Claim(entry, now + lease));
            }

            while (leases.Count < max && _ready.TryTake(out var entry))
            {
                leases.Add(Claim(entry, now + lease));
            }

            return ValueTask.FromResult(new ClaimBatch(leases, NextDue(now)));
        }
    }

    public ValueTask<IReadOnlyList<InboxLease>> RenewAsync(
        IReadOnlyList<InboxLease> leases, TimeSpan lease, CancellationToken cancellationToken)
    {
        var lost = new List<InboxLease>();
        lock (_gate)
        {
            var ends = _time.GetUtcNow() + lease;
            foreach (var held in leases)
            {
                if (FindClaimed(held) is { } entry)
                {
                    entry.LeaseEnds = ends;
                }
                else
                {
                    lost.Add(held);
                }
            }
        }

        return ValueTask.FromResult<IReadOnlyList<InboxLease>>(lost);
    }

    public ValueTask<bool> SettleAsync(InboxLease lease, Settlement settlement, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (FindClaimed(lease) is not { } entry)
            {
                return ValueTask.FromResult(false);
            }

            _claimed.Remove(entry.Id);
            Settle(entry, settlement, _time.GetUtcNow());
            return ValueTask.FromResult(true);
        }
    }

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(atMost, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await _ready.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The wait is over: that is all the caller wants to know.
        }
    }

    /// <summary>Takes nothing more, because what comes now could not be processed any more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }
    }

    /// <summary>The events that are in the inbox now, in the order they were accepted.</summary>
    public IReadOnlyList<InboxDelivery> Pending()
    {
        lock (_gate)
        {
            return [.. _pending.Values.OrderBy(entry => entry.Id).Select(entry => entry.Delivery)];
        }
    }

    /// <summary>The dead letters that are in the inbox now.</summary>
    public IReadOnlyList<InboxDelivery> Dead()
    {
        lock (_gate)
        {
            return _deadLetters.All();
        }
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

    private void Free(InboxDelivery delivery)
    {
        _reservedEvents--;
        _reservedBytes -= delivery.Body.Length;
    }

    private void Enqueue(InboxDelivery delivery)
    {
        lock (_gate)
        {
            Enqueue(new InMemoryEntry(++_lastEntryId, delivery));
        }
    }

    private void Enqueue(InMemoryEntry entry)
    {
        _pending.Add(entry.Id, entry);
        _ready.Add(entry);
    }

    private InMemoryEntry? FindClaimed(InboxLease lease)
        => _claimed.TryGetValue(lease.EntryId, out var entry) && entry.Token == lease.Token ? entry : null;

    private void Settle(InMemoryEntry entry, Settlement settlement, DateTimeOffset now)
    {
        switch (settlement)
        {
            case Settlement.Completed:
                Remove(entry);
                break;

            case Settlement.Retry retry:
                entry.Progress = retry.Progress;
                entry.AddFailure(now, retry.Error);
                _awaitingRetry.Enqueue(entry, now + retry.Delay);
                break;

            case Settlement.Abandoned abandoned:
                entry.Progress = abandoned.Progress;
                entry.Attempts--;
                _ready.Return(entry);
                break;

            case Settlement.Dead dead:
                entry.AddFailure(now, dead.Error);
                Remove(entry);
                Bury(entry, dead, now);
                break;

            default:
                throw new ArgumentException($"{settlement.GetType()} is not a settlement that this inbox knows.", nameof(settlement));
        }
    }

    private void Remove(InMemoryEntry entry)
    {
        _pending.Remove(entry.Id);
        Free(entry.Delivery);
        _ready.Leave(entry);
    }

    private void Bury(InMemoryEntry entry, Settlement.Dead dead, DateTimeOffset now)
    {
        var letter = new DeadLetter
        {
            EntryId = entry.Id,
            Delivery = entry.Delivery,
            Reason = dead.Reason,
            Error = dead.Error,
            DiedAt = now,
            Attempts = entry.Attempts,
            Progress = dead.Progress,
            History = [.. entry.History],
        };

        foreach (var dropped in _deadLetters.Add(letter, _options.MaxDeadLetters, _options.MaxDeadLetterBytes))
        {
            _logger.DeadLetterDropped(dropped.Delivery.EventId, dropped.Delivery.EventType, dropped.DiedAt);
        }
    }

    // As many as there are workers, so a look at each is cheaper than an index to keep. Those that are not claimed again stay as
    // they are: until somebody else has the event, whoever is late with it can still renew and settle.
    private List<InMemoryEntry> ExpiredLeases(DateTimeOffset now)
    {
        List<InMemoryEntry>? expired = null;
        foreach (var entry in _claimed.Values)
        {
            if (entry.LeaseEnds <= now)
            {
                (expired ??= []).Add(entry);
            }
        }

        expired?.Sort((left, right) => left.LeaseEnds.CompareTo(right.LeaseEnds));
        return expired ?? [];
    }

    private InboxLease Claim(InMemoryEntry entry, DateTimeOffset leaseEnds)
    {
        entry.Attempts++;
        entry.Token = ++_lastToken;
        entry.LeaseEnds = leaseEnds;
        _claimed[entry.Id] = entry;
        return entry.Lease();
    }

    private void ReturnDueRetries(DateTimeOffset now)
    {
        while (_awaitingRetry.TryPeek(out var entry, out var due) && due <= now)
        {
            _awaitingRetry.Dequeue();
            _ready.Return(entry);
        }
    }

    private TimeSpan? NextDue(DateTimeOffset now)
    {
        DateTimeOffset? next = _awaitingRetry.TryPeek(out _, out var due) ? due : null;
        foreach (var entry in _claimed.Values)
        {
            next = next is { } earliest && earliest < entry.LeaseEnds ? earliest : entry.LeaseEnds;
        }

        return next < now ? TimeSpan.Zero : next - now;
    }
}
