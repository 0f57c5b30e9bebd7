using EightBit.Webhooks.Receiver.Deduplication;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Endpoints;

/// <summary>A store of ids that answers claims, and then never again, whatever becomes of the caller.</summary>
internal sealed class HangingStore : IDeduplicationStore
{
    public ValueTask<DeduplicationClaim> ClaimAsync(DeduplicationKey key, TimeSpan lease, CancellationToken cancellationToken)
        => ValueTask.FromResult(new DeduplicationClaim(DeduplicationStatus.Claimed, 1));

    public ValueTask<bool> CompleteAsync(DeduplicationKey key, long token, TimeSpan retention, CancellationToken cancellationToken)
        => new(new TaskCompletionSource<bool>().Task);

    public ValueTask ReleaseAsync(DeduplicationKey key, long token, CancellationToken cancellationToken)
        => new(new TaskCompletionSource().Task);
}
