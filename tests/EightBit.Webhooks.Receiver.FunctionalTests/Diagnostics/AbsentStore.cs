using EightBit.Webhooks.Receiver.Deduplication;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Diagnostics;

/// <summary>A store of ids that cannot be reached.</summary>
internal sealed class AbsentStore : IDeduplicationStore
{
    public ValueTask<DeduplicationClaim> ClaimAsync(DeduplicationKey key, TimeSpan lease, CancellationToken cancellationToken)
        => throw new IOException("The store is away.");

    public ValueTask<bool> CompleteAsync(DeduplicationKey key, long token, TimeSpan rememberFor, CancellationToken cancellationToken)
        => throw new IOException("The store is away.");

    public ValueTask ReleaseAsync(DeduplicationKey key, long token, CancellationToken cancellationToken)
        => throw new IOException("The store is away.");
}
