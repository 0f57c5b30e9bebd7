using System.Collections.Concurrent;
using System.Threading.Channels;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

/// <summary>Hands out the events that a test adds, and answers the processor's calls as the test says.</summary>
internal sealed class ScriptedInbox(bool isDurable = true) : IWebhookInbox, IWebhookInboxAdmin
{
    private readonly Channel<InboxLease> _ready = Channel.CreateUnbounded<InboxLease>();
    private readonly Channel<Settlement> _settled = Channel.CreateUnbounded<Settlement>();
    private readonly ConcurrentQueue<long> _settledTokens = new();
    private readonly ConcurrentQueue<int> _asked = new();
    private long _lastId;

    public bool IsDurable => isDurable;

    public Action OnClaim { get; set; } = () => { };

    public Func<IReadOnlyList<InboxLease>, IReadOnlyList<InboxLease>> OnRenew { get; set; } = _ => [];

    public Func<Settlement, bool> OnSettle { get; set; } = _ => true;

    /// <summary>What a wait waits for; unless given, for an event that a test adds.</summary>
    public Func<CancellationToken, Task>? OnWait { get; set; }

    public TimeSpan? NextDue { get; set; }

    /// <summary>How many events were asked for, call by call.</summary>
    public IReadOnlyList<int> Asked => [.. _asked];

    public InboxLease Add(string id = "evt_1", int attempt = 1, string? body = null)
    {
        var delivery = Deliveries.Of(body ?? $$"""{"id":"{{id}}","type":"message.received"}""") with { Receiver = "", EventId = id };
        var lease = new InboxLease(Interlocked.Increment(ref _lastId), 1, attempt, delivery, new HandlerProgress(["done before"], []));
        _ready.Writer.TryWrite(lease);
        return lease;
    }

    /// <summary>Hands out an event again, as an inbox does whose lease has expired.</summary>
    /// <param name="lease">The claim before.</param>
    /// <param name="id">Another event under the same number, as after a loss of data.</param>
    public InboxLease AddAgain(InboxLease lease, string? id = null)
    {
        var delivery = id is null ? lease.Delivery : lease.Delivery with { EventId = id };
        var again = new InboxLease(lease.EntryId, lease.Token + 1, lease.Attempt + 1, delivery, lease.Progress);
        _ready.Writer.TryWrite(again);
        return again;
    }

    /// <summary>The tokens of the leases that were to be settled, call by call.</summary>
    public IReadOnlyList<long> SettledTokens => [.. _settledTokens];

    /// <summary>The next settlement that the inbox has taken.</summary>
    public async Task<Settlement> WhenSettledAsync() => await _settled.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public bool HasReady => _ready.Reader.Count > 0;

    public bool HasSettled => _settled.Reader.Count > 0;

    public ValueTask<ClaimBatch> ClaimAsync(int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        _asked.Enqueue(max);
        OnClaim();
        var claimed = new List<InboxLease>();
        while (claimed.Count < max && _ready.Reader.TryRead(out var next))
        {
            claimed.Add(next);
        }

        return ValueTask.FromResult(new ClaimBatch(claimed, NextDue));
    }

    public ValueTask<IReadOnlyList<InboxLease>> RenewAsync(IReadOnlyList<InboxLease> leases, TimeSpan lease, CancellationToken cancellationToken)
        => ValueTask.FromResult(OnRenew(leases));

    public ValueTask<bool> SettleAsync(InboxLease lease, Settlement settlement, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _settledTokens.Enqueue(lease.Token);
        var taken = OnSettle(settlement);
        _settled.Writer.TryWrite(settlement);
        return ValueTask.FromResult(taken);
    }

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
        => await (OnWait is null ? _ready.Reader.WaitToReadAsync(cancellationToken).AsTask() : OnWait(cancellationToken));

    public ValueTask<InboxStatistics> GetStatisticsAsync(CancellationToken cancellationToken)
        => ValueTask.FromResult(new InboxStatistics { Pending = 0, Claimed = 0, AwaitingRetry = 0, PendingBytes = 0, DeadLetters = 0 });

    public ValueTask<AcceptOutcome> AcceptAsync(InboxDelivery delivery, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<DeadLetterPage> ListDeadLettersAsync(DeadLetterQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<ReplayOutcome> ReplayAsync(long entryId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> PurgeAsync(long entryId, CancellationToken cancellationToken) => throw new NotSupportedException();
}
