using EightBit.Webhooks.Receiver.Deduplication;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Compliance.Faults;

/// <summary>A simple store that is correct but for one fault.</summary>
internal sealed class FaultyStore : IDeduplicationStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<object, Known> _ids = [];
    private readonly StoreFault _fault;
    private readonly TimeProvider _time;
    private long _lastToken;

    /// <summary>By timestamps: the time of day may be set.</summary>
    private DateTimeOffset Now => DateTimeOffset.UnixEpoch + _time.GetElapsedTime(0);

    public FaultyStore(StoreFault fault, TimeProvider time)
    {
        _fault = fault;
        _time = time;
    }

    public async ValueTask<DeduplicationClaim> ClaimAsync(DeduplicationKey key, TimeSpan lease, CancellationToken cancellationToken)
    {
        if (LookUp(key) is { } known)
        {
            return new DeduplicationClaim(known.IsCompleted ? DeduplicationStatus.Completed : DeduplicationStatus.InProgress, 0);
        }

        if (_fault == StoreFault.LooksUpAndThenWrites)
        {
            await Task.Delay(1, cancellationToken);
        }

        lock (_gate)
        {
            if (_fault != StoreFault.LooksUpAndThenWrites && LookUp(key) is { } taken)
            {
                return new DeduplicationClaim(taken.IsCompleted ? DeduplicationStatus.Completed : DeduplicationStatus.InProgress, 0);
            }

            var token = _fault == StoreFault.UsesOneToken ? 1 : ++_lastToken;
            var now = Now;
            _ids[Stored(key)] = new Known(token, now, now + lease, IsCompleted: false);
            return new DeduplicationClaim(DeduplicationStatus.Claimed, token);
        }
    }

    public ValueTask<bool> CompleteAsync(DeduplicationKey key, long token, TimeSpan retention, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = Now;
            var known = _ids.GetValueOrDefault(Stored(key));
            if (known?.Token != token && _fault != StoreFault.LetsStaleTokensComplete)
            {
                return ValueTask.FromResult(false);
            }

            if (_fault == StoreFault.RefusesLateCompletion && known!.Expires <= now)
            {
                return ValueTask.FromResult(false);
            }

            var expires = _fault switch
            {
                StoreFault.KeepsIdsOnlyForTheLease => known!.Expires,
                StoreFault.KeepsIdsForEver => DateTimeOffset.MaxValue,
                StoreFault.CountsTheRetentionFromTheClaim => known!.ClaimedAt + retention,
                _ => now + retention,
            };
            _ids[Stored(key)] = new Known(token, now, expires, IsCompleted: true);
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask ReleaseAsync(DeduplicationKey key, long token, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_fault != StoreFault.ReleasesNothing
                && _ids.TryGetValue(Stored(key), out var known)
                && (known.Token == token || _fault == StoreFault.LetsStaleTokensRelease)
                && !known.IsCompleted)
            {
                _ids.Remove(Stored(key));
            }
        }

        return ValueTask.CompletedTask;
    }

    public void Forget(DeduplicationKey key)
    {
        lock (_gate)
        {
            _ids.Remove(Stored(key));
        }
    }

    public void ForgetAll()
    {
        lock (_gate)
        {
            _ids.Clear();
        }
    }

    private Known? LookUp(DeduplicationKey key)
    {
        lock (_gate)
        {
            var known = _ids.GetValueOrDefault(Stored(key));
            var holds = known?.Expires > Now || (_fault == StoreFault.KeepsClaimsForEver && known?.IsCompleted == false);
            return holds ? known : null;
        }
    }

    private object Stored(DeduplicationKey key) => _fault switch
    {
        StoreFault.JoinsKeys => $"{key.Receiver}:{key.Tenant}:{key.EventId}",
        StoreFault.LeavesOutTheTenant => key with { Tenant = null },
        StoreFault.IgnoresCase => key with { EventId = key.EventId.ToUpperInvariant() },
        _ => key,
    };

    private sealed record Known(long Token, DateTimeOffset ClaimedAt, DateTimeOffset Expires, bool IsCompleted);
}
