using EightBit.Webhooks.Receiver.Deduplication;

namespace EightBit.Webhooks.Receiver.Tests.InMemory;

/// <summary>A deduplication store that answers what the test says: by default, that every id is claimed and completed.</summary>
internal sealed class ScriptedStore : IDeduplicationStore
{
    public Func<Task<DeduplicationClaim>> Claim { get; set; } = () => Task.FromResult(new DeduplicationClaim(DeduplicationStatus.Claimed, 1));

    public Func<CancellationToken, Task<bool>> Complete { get; set; } = _ => Task.FromResult(true);

    public int Claims { get; private set; }

    public List<(DeduplicationKey Key, long Token, TimeSpan Retention)> Completions { get; } = [];

    public ValueTask<DeduplicationClaim> ClaimAsync(DeduplicationKey key, TimeSpan lease, CancellationToken cancellationToken)
    {
        Claims++;
        return new(Claim());
    }

    public ValueTask<bool> CompleteAsync(DeduplicationKey key, long token, TimeSpan retention, CancellationToken cancellationToken)
    {
        Completions.Add((key, token, retention));
        return new(Complete(cancellationToken));
    }

    public ValueTask ReleaseAsync(DeduplicationKey key, long token, CancellationToken cancellationToken)
        => throw new NotSupportedException("The in-memory inbox has nothing to release: room is reserved before the claim.");
}
