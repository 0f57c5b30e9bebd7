using EightBit.Webhooks.Receiver.Deduplication;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Endpoints;

/// <summary>A store of ids that never answers, whatever becomes of the caller: not when an endpoint has ended, and not always when an id is claimed.</summary>
internal sealed class HangingStore(bool answersClaims) : IDeduplicationStore
{
    public ValueTask<DeduplicationClaim> ClaimAsync(DeduplicationKey key, TimeSpan lease, CancellationToken cancellationToken)
        => answersClaims ? new(new DeduplicationClaim(DeduplicationStatus.Claimed, 1)) : new(new TaskCompletionSource<DeduplicationClaim>().Task);

    public ValueTask<bool> CompleteAsync(DeduplicationKey key, long token, TimeSpan retention, CancellationToken cancellationToken)
        => new(new TaskCompletionSource<bool>().Task);

    public ValueTask ReleaseAsync(DeduplicationKey key, long token, CancellationToken cancellationToken)
        => new(new TaskCompletionSource().Task);
}
