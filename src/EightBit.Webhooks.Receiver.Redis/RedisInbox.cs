using System.Collections.Concurrent;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Combining;
using EightBit.Webhooks.Receiver.Redis.Connecting;
using EightBit.Webhooks.Receiver.Redis.Entries;
using EightBit.Webhooks.Receiver.Redis.Fleet;
using EightBit.Webhooks.Receiver.Redis.Keys;
using EightBit.Webhooks.Receiver.Redis.Replication;
using EightBit.Webhooks.Receiver.Redis.Scripts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis;

/// <summary>Keeps pending events in Redis, where any number of nodes accept and process them.</summary>
internal sealed partial class RedisInbox : IWebhookInbox, IWebhookInboxAdmin, IDisposable
{
    private const int MaxRenewedAtOnce = 1_000;

    private static readonly TimeSpan ClaimedInlinePoll = TimeSpan.FromMilliseconds(50);

    private readonly RedisConnection _connection;
    private readonly ReplicationConfirmer? _confirmer;
    private readonly RedisWebhooksOptions _options;
    private readonly CombinedScript[] _accepts;
    private readonly CombinedScript[] _completions;
    private readonly SeenNumbers _seen;
    private readonly InboxWakeUp _wakeUp;
    private readonly RedisFleet? _fleet;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisInbox> _logger;

    public RedisInbox(
        RedisConnection connection,
        ReplicationConfirmer? confirmer,
        IOptions<RedisWebhooksOptions> options,
        TimeProvider time,
        ILogger<RedisInbox> logger,
        RedisFleet? fleet = null)
    {
        _connection = connection;
        _confirmer = confirmer;
        _options = options.Value;
        _unanswered = [.. Enumerable.Range(0, _options.Partitions).Select(_ => new ConcurrentQueue<long>())];
        _mends = new bool[_options.Partitions];
        _late = new OutstandingClaim?[_options.Partitions];
        _seen = new SeenNumbers(_options.Partitions, logger);
        connection.BeganAnew += _seen.Forget;
        var partitions = Enumerable.Range(0, _options.Partitions);
        _accepts = [.. partitions.Select(CombinedAccepts)];
        _completions = [.. partitions.Select(partition => new CombinedScript(connection, partition, RedisScript.Complete))];
        _wakeUp = new InboxWakeUp(connection, time);
        _fleet = fleet;
        _time = time;
        _logger = logger;
    }

    public bool IsDurable => true;

    private KeySpace Keys => _connection.Keys;

    /// <summary>Listens for what other nodes accept. The connection is open.</summary>
    /// <exception cref="RedisInboxException">Redis refuses, or has gone; the message says why and what to do.</exception>
    public async Task StartAsync()
    {
        try
        {
            await _wakeUp.SubscribeAsync();
        }
        catch (Exception exception) when (RedisFailure.Is(exception))
        {
            throw RedisFailure.Explain(exception, _connection.Server);
        }
    }

    public async ValueTask<AcceptOutcome> AcceptAsync(InboxDelivery delivery, CancellationToken cancellationToken)
    {
        _connection.ThrowIfUnfit();
        var partition = Keys.PartitionOf(delivery);
        var id = KeyText.Join(delivery.Receiver, delivery.Tenant, delivery.EventId);
        var stored = StoredDelivery.Write(delivery);
        RedisValue[] arguments =
        [
            id,
            Math.Max(1, Milliseconds(delivery.RememberFor)), // Redis refuses less, and no script may fail in its middle
            delivery.OrderingKey is { } key ? KeyText.Join(delivery.Receiver, delivery.Tenant, key) : "",
            stored,
            delivery.Body,
            delivery.Receiver,
        ];
        AcceptOutcome? outcome;
        while ((outcome = await TryAcceptAsync(partition, arguments, stored.Length + delivery.Body.Length, cancellationToken)) is null)
        {
            await Task.Delay(ClaimedInlinePoll, _time, cancellationToken);
        }

        // A duplicate too is acknowledged only when what it is a duplicate of is safe.
        if (_confirmer is not null && outcome != AcceptOutcome.Full)
        {
            await _confirmer.ConfirmAsync(partition, id, cancellationToken);
        }

        return outcome.Value;
    }

    public async ValueTask<IReadOnlyList<InboxLease>> RenewAsync(
        IReadOnlyList<InboxLease> leases, TimeSpan lease, CancellationToken cancellationToken)
    {
        // Side by side: a partition that cannot be reached must not keep the leases of others from being renewed.
        var partitions = leases.GroupBy(held => Keys.Find(held.EntryId).Partition);
        var lost = await Task.WhenAll(partitions.Select(held => RenewAsync(held.Key, [.. held], lease, cancellationToken)));
        return [.. lost.SelectMany(held => held)];
    }

    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _wakeUp.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _wakeUp.Dispose();

    private static long Milliseconds(TimeSpan time) => (long)Math.Ceiling(time.TotalMilliseconds);

    private CombinedScript CombinedAccepts(int partition)
    {
        var seen = 0L; // there is one call at a time
        return new CombinedScript(
            _connection,
            partition,
            RedisScript.Accept,
            () => [_options.MaxPendingEvents, _options.MaxPendingBytes, seen = _seen.HighestOf(partition)],
            counter => _seen.NoteCounter(partition, seen, was: (long)counter[0], now: (long)counter[1]));
    }

    /// <summary>Looks whether the numbers that this node has seen are still there. A delivery tells as well, but there may be none.</summary>
    public async Task CheckNumbersAsync(CancellationToken cancellationToken)
    {
        for (var partition = 0; partition < Keys.Count; partition++)
        {
            var seen = _seen.HighestOf(partition);
            var was = (long)await _connection.EvaluateAsync(partition, RedisScript.WatchNumber, [seen], cancellationToken);
            _seen.NoteCounter(partition, seen, was, now: was);
        }
    }

    /// <returns>Null while an inline endpoint works on the id: it is no duplicate as long as that may fail.</returns>
    private async Task<AcceptOutcome?> TryAcceptAsync(int partition, RedisValue[] arguments, int bytes, CancellationToken cancellationToken)
        => (string?)await _accepts[partition].RunAsync(arguments, bytes, cancellationToken) switch
        {
            "accepted" => AcceptOutcome.Accepted,
            "duplicate" => AcceptOutcome.Duplicate,
            "full" => AcceptOutcome.Full,
            "in progress" => null,
            var other => throw new RedisInboxException($"Redis at {_connection.Server} has answered '{other}' to a delivery. That is not an answer of ours."),
        };

    private async Task<IEnumerable<InboxLease>> RenewAsync(int partition, InboxLease[] held, TimeSpan lease, CancellationToken cancellationToken)
    {
        var allLost = new List<InboxLease>();
        foreach (var some in held.Chunk(MaxRenewedAtOnce))
        {
            RedisValue[] arguments = [Milliseconds(lease), .. some.SelectMany(held => new RedisValue[] { Keys.Find(held.EntryId).Seq, held.Token })];
            var lost = (int[])(await _connection.EvaluateAsync(partition, RedisScript.Renew, arguments, cancellationToken))!;
            allLost.AddRange(lost.Select(index => some[index]));
        }

        return allLost;
    }
}
