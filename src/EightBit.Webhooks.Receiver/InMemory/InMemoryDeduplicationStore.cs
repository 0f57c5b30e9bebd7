using EightBit.Webhooks.Receiver.Deduplication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.InMemory;

/// <summary>Remembers ids in this process, up to a bound.</summary>
internal sealed class InMemoryDeduplicationStore : IDeduplicationStore
{
    /// <summary>More than a call adds, so expired ids go faster than new ones come.</summary>
    private const int ExpiredPerCall = 4;

    private static readonly TimeSpan WarningInterval = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<DeduplicationKey, Remembered> _ids = [];
    private readonly PriorityQueue<DeduplicationKey, DateTimeOffset> _claimed = new();
    private readonly PriorityQueue<DeduplicationKey, DateTimeOffset> _completed = new();
    private readonly int _maxIds;
    private readonly TimeProvider _time;
    private readonly ILogger<InMemoryDeduplicationStore> _logger;
    private long _lastToken;
    private DateTimeOffset _nextWarning;

    public InMemoryDeduplicationStore(
        IOptions<InMemoryInboxOptions> options, TimeProvider time, ILogger<InMemoryDeduplicationStore> logger)
    {
        _maxIds = options.Value.MaxRememberedIds;
        _time = time;
        _logger = logger;
    }

    public ValueTask<DeduplicationClaim> ClaimAsync(DeduplicationKey key, TimeSpan lease, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            ForgetExpired(_claimed, now);
            ForgetExpired(_completed, now);
            if (_ids.TryGetValue(key, out var known) && known.Expires > now)
            {
                var status = known.IsCompleted ? DeduplicationStatus.Completed : DeduplicationStatus.InProgress;
                return ValueTask.FromResult(new DeduplicationClaim(status, 0));
            }

            var token = ++_lastToken;
            Remember(key, new Remembered(token, now + lease, IsCompleted: false), now);
            return ValueTask.FromResult(new DeduplicationClaim(DeduplicationStatus.Claimed, token));
        }
    }

    public ValueTask<bool> CompleteAsync(DeduplicationKey key, long token, TimeSpan retention, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (_ids.TryGetValue(key, out var known) && known.Token != token)
            {
                return ValueTask.FromResult(false);
            }

            Remember(key, new Remembered(token, now + retention, IsCompleted: true), now);
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask ReleaseAsync(DeduplicationKey key, long token, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_ids.TryGetValue(key, out var known) && known.Token == token && !known.IsCompleted)
            {
                _ids.Remove(key);
            }
        }

        return ValueTask.CompletedTask;
    }

    private void Remember(DeduplicationKey key, Remembered id, DateTimeOffset now)
    {
        if (!_ids.ContainsKey(key) && _ids.Count >= _maxIds)
        {
            ForgetEarliestCompleted(now);
        }

        _ids[key] = id;
        (id.IsCompleted ? _completed : _claimed).Enqueue(key, id.Expires);
    }

    private void ForgetExpired(PriorityQueue<DeduplicationKey, DateTimeOffset> byExpiry, DateTimeOffset now)
    {
        for (var count = 0; count < ExpiredPerCall && byExpiry.TryPeek(out _, out var expires) && expires <= now; count++)
        {
            TryForgetHead(byExpiry, out _);
        }
    }

    // Never a claim: its event is being taken this moment, and a second delivery of it would run beside the first.
    private void ForgetEarliestCompleted(DateTimeOffset now)
    {
        while (_completed.Count > 0)
        {
            if (TryForgetHead(_completed, out var expires))
            {
                WarnOfEarlyLoss(expires, now);
                return;
            }
        }
    }

    /// <returns>False when the id at the head was completed or released since: then only its old place in the queue goes.</returns>
    private bool TryForgetHead(PriorityQueue<DeduplicationKey, DateTimeOffset> byExpiry, out DateTimeOffset expires)
        => byExpiry.TryDequeue(out var key, out expires)
            && _ids.TryGetValue(key, out var known)
            && known.Expires == expires
            && _ids.Remove(key);

    private void WarnOfEarlyLoss(DateTimeOffset expires, DateTimeOffset now)
    {
        if (expires > now && now >= _nextWarning)
        {
            _nextWarning = now + WarningInterval;
            _logger.RememberedIdsFull(_maxIds, expires - now);
        }
    }

    private readonly record struct Remembered(long Token, DateTimeOffset Expires, bool IsCompleted);
}
