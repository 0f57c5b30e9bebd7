using System.Numerics;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.InMemory.Ids;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.InMemory;

/// <summary>Remembers ids in this process, up to a bound.</summary>
internal sealed class InMemoryDeduplicationStore : IDeduplicationStore
{
    private const int IdsPerShard = 256;
    private const int MostShards = 1 << 16;

    private static readonly TimeSpan WarningInterval = TimeSpan.FromMinutes(1);

    private readonly IdShard?[] _shards;
    private readonly int _maxIds;
    private readonly SteadyClock _clock;
    private readonly ILogger<InMemoryDeduplicationStore> _logger;
    private int _count;
    private uint _lastToken;
    private long _nextWarning;

    public InMemoryDeduplicationStore(
        IOptions<InMemoryInboxOptions> options, TimeProvider time, ILogger<InMemoryDeduplicationStore> logger)
    {
        _maxIds = options.Value.MaxRememberedIds;
        _shards = new IdShard[Math.Clamp(BitOperations.RoundUpToPowerOf2((uint)_maxIds / IdsPerShard), 1, MostShards)];
        _clock = new SteadyClock(time);
        _logger = logger;
    }

    public ValueTask<DeduplicationClaim> ClaimAsync(DeduplicationKey key, TimeSpan lease, CancellationToken cancellationToken)
        => ValueTask.FromResult(Take(key, lease, isCompleted: false));

    /// <summary>Claims and completes an id in one step.</summary>
    public DeduplicationStatus TakeForGood(in DeduplicationKey key, TimeSpan retention) => Take(key, retention, isCompleted: true).Status;

    public ValueTask<bool> CompleteAsync(DeduplicationKey key, long token, TimeSpan retention, CancellationToken cancellationToken)
    {
        var fingerprint = IdFingerprint.Of(key);
        var shard = ShardOf(fingerprint);
        var now = Now();
        lock (shard.Gate)
        {
            var index = shard.Find(fingerprint);
            if (index >= 0 && shard.At(index).Token != (uint)token)
            {
                return ValueTask.FromResult(false);
            }

            Put(shard, index, new RememberedId(fingerprint, (uint)token, now + retention.Ticks, isCompleted: true), now);
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask ReleaseAsync(DeduplicationKey key, long token, CancellationToken cancellationToken)
    {
        var fingerprint = IdFingerprint.Of(key);
        var shard = ShardOf(fingerprint);
        lock (shard.Gate)
        {
            var index = shard.Find(fingerprint);
            if (index >= 0 && shard.At(index).Token == (uint)token && !shard.At(index).IsCompleted)
            {
                shard.RemoveAt(index);
                Interlocked.Decrement(ref _count);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>As if the id had never been seen.</summary>
    public void Forget(in DeduplicationKey key)
    {
        var fingerprint = IdFingerprint.Of(key);
        var shard = ShardOf(fingerprint);
        lock (shard.Gate)
        {
            if (shard.Find(fingerprint) is >= 0 and var index)
            {
                shard.RemoveAt(index);
                Interlocked.Decrement(ref _count);
            }
        }
    }

    private DeduplicationClaim Take(in DeduplicationKey key, TimeSpan duration, bool isCompleted)
    {
        var fingerprint = IdFingerprint.Of(key);
        var shard = ShardOf(fingerprint);
        var now = Now();
        lock (shard.Gate)
        {
            var index = shard.Find(fingerprint);
            if (index >= 0 && shard.At(index).Expires > now)
            {
                return new DeduplicationClaim(shard.At(index).IsCompleted ? DeduplicationStatus.Completed : DeduplicationStatus.InProgress, 0);
            }

            var token = Interlocked.Increment(ref _lastToken);
            Put(shard, index, new RememberedId(fingerprint, token, now + duration.Ticks, isCompleted), now);
            return new DeduplicationClaim(DeduplicationStatus.Claimed, token);
        }
    }

    /// <summary>Writes an id to where it is already, or adds it where the index is negative.</summary>
    private void Put(IdShard shard, int index, in RememberedId id, long now)
    {
        if (index >= 0)
        {
            shard.At(index) = id;
            return;
        }

        var before = shard.Count;
        shard.CleanUp(now);
        if (_count + shard.Count - before >= _maxIds)
        {
            ForgetEarliestCompleted(shard, now);
        }

        shard.Add(id, now);
        Interlocked.Add(ref _count, shard.Count - before);
    }

    // Of its neighbours alone: to find the earliest of all would take an order of all. Never a claim: its event is being taken this
    // moment, and a second delivery of it would run beside the first.
    private void ForgetEarliestCompleted(IdShard shard, long now)
    {
        var earliest = shard.FindEarliestCompleted();
        if (earliest >= 0)
        {
            var expires = shard.At(earliest).Expires;
            shard.RemoveAt(earliest);
            WarnOfEarlyLoss(expires, now);
        }
    }

    private void WarnOfEarlyLoss(long expires, long now)
    {
        var next = Volatile.Read(ref _nextWarning);
        if (expires > now && now >= next && Interlocked.CompareExchange(ref _nextWarning, now + WarningInterval.Ticks, next) == next)
        {
            _logger.RememberedIdsFull(_maxIds, TimeSpan.FromTicks(expires - now));
        }
    }

    private IdShard ShardOf(IdFingerprint fingerprint)
    {
        ref var shard = ref _shards[fingerprint.Shard & (_shards.Length - 1)];
        return shard ?? Interlocked.CompareExchange(ref shard, new IdShard(), null) ?? shard;
    }

    // From 1: an id that expires at 0 is an empty place.
    private long Now() => _clock.Now.Ticks + 1;
}
