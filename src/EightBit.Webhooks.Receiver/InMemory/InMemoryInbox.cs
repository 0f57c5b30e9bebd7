using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.InMemory;

/// <summary>Keeps pending events in this process: nothing to set up, and gone with the process.</summary>
internal sealed partial class InMemoryInbox : IWebhookInbox, IWebhookInboxAdmin
{
    /// <summary>With less, a bound that is meant to be small would leave no error readable.</summary>
    private const long LeastErrorBytes = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly ReadyQueue _ready = new();
    private readonly PriorityQueue<InMemoryEntry, TimeSpan> _awaitingRetry = new();
    private readonly Dictionary<long, InMemoryEntry> _claimed = [];
    private readonly Dictionary<long, InMemoryEntry> _pending = [];
    private readonly DeadLetterShelf _deadLetters = new();
    private readonly IDeduplicationStore _store;
    private readonly InMemoryInboxOptions _options;
    private readonly long _maxErrorBytes;
    private readonly TimeProvider _time;
    private readonly SteadyClock _clock;
    private readonly ILogger<InMemoryInbox> _logger;

    private int _reservedEvents;
    private long _reservedBytes;
    private long _errorBytes;
    private long _lastEntryId;
    private long _lastToken;
    private bool _closed;

    public InMemoryInbox(
        IDeduplicationStore store, IOptions<InMemoryInboxOptions> options, TimeProvider time, ILogger<InMemoryInbox> logger)
    {
        _store = store;
        _options = options.Value;
        _maxErrorBytes = Math.Max(_options.MaxPendingBytes / 4, LeastErrorBytes);
        _time = time;
        _clock = new SteadyClock(time);
        _logger = logger;
    }

    public bool IsDurable => false;

    public ValueTask<ClaimBatch> ClaimAsync(int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        lock (_gate)
        {
            var now = _clock.Now;
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
            var ends = _clock.Now + lease;
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

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(atMost, _time);
        await using var registration = cancellationToken.UnsafeRegister(source => ((CancellationTokenSource)source!).Cancel(), end);
        try
        {
            await _ready.WaitAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested(); // otherwise the wait is over: that is all the caller wants to know
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

    private void Free(InboxDelivery delivery)
    {
        _reservedEvents--;
        _reservedBytes -= delivery.Body.Length;
    }

    private void Enqueue(InMemoryEntry entry)
    {
        _pending.Add(entry.Id, entry);
        _ready.Add(entry);
    }

    private InMemoryEntry? FindClaimed(InboxLease lease)
        => _claimed.TryGetValue(lease.EntryId, out var entry) && entry.Token == lease.Token ? entry : null;

    // As many as there are workers, so a look at each is cheaper than an index to keep. Those that are not claimed again stay as
    // they are: until somebody else has the event, whoever is late with it can still renew and settle.
    private List<InMemoryEntry> ExpiredLeases(TimeSpan now)
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

    private InboxLease Claim(InMemoryEntry entry, TimeSpan leaseEnds)
    {
        entry.Attempts++;
        entry.Token = ++_lastToken;
        entry.LeaseEnds = leaseEnds;
        _claimed[entry.Id] = entry;
        return entry.Lease();
    }

    private void ReturnDueRetries(TimeSpan now)
    {
        while (_awaitingRetry.TryPeek(out var entry, out var due) && due <= now)
        {
            _awaitingRetry.Dequeue();
            _ready.Return(entry);
        }
    }

    private TimeSpan? NextDue(TimeSpan now)
    {
        TimeSpan? next = _awaitingRetry.TryPeek(out _, out var due) ? due : null;
        foreach (var entry in _claimed.Values)
        {
            next = next is { } earliest && earliest < entry.LeaseEnds ? earliest : entry.LeaseEnds;
        }

        return next < now ? TimeSpan.Zero : next - now;
    }
}
