namespace EightBit.Webhooks.Receiver.Deduplication;

/// <summary>Remembers which events have been taken. The in-memory inbox and <c>[EightBitWebhook]</c> endpoints use it.</summary>
/// <remarks>
/// Each operation is one atomic step: a look-up followed by a write is a race that lets a duplicate through. Implementations
/// must be safe for concurrent use. An operation that cannot be carried out throws; the delivery is then answered 503.
/// Implementations should not block the calling thread: a call that blocks is given up with the acknowledgement budget, but keeps a
/// thread until it returns.
/// </remarks>
public interface IDeduplicationStore
{
    /// <summary>Claims an id for one caller.</summary>
    /// <param name="key">The id.</param>
    /// <param name="lease">How long the claim holds when it is neither completed nor released.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<DeduplicationClaim> ClaimAsync(DeduplicationKey key, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Marks a claimed id as taken. An expired claim can still be completed as long as nobody else has claimed the id.</summary>
    /// <param name="key">The id.</param>
    /// <param name="token">The claim's token.</param>
    /// <param name="retention">How long the id is remembered from now on.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False when the claim had expired and somebody else has claimed or completed the id since.</returns>
    ValueTask<bool> CompleteAsync(DeduplicationKey key, long token, TimeSpan retention, CancellationToken cancellationToken);

    /// <summary>Gives a claim back, as if the id had never been seen. Does nothing when the token is not the latest.</summary>
    /// <param name="key">The id.</param>
    /// <param name="token">The claim's token.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask ReleaseAsync(DeduplicationKey key, long token, CancellationToken cancellationToken);
}
