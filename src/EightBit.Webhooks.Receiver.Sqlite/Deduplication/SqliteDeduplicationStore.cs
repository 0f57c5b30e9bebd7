using EightBit.Webhooks.Receiver.Deduplication;

namespace EightBit.Webhooks.Receiver.Sqlite.Deduplication;

/// <summary>Keeps the ids of inline endpoints in the inbox's file, together with its own.</summary>
internal sealed class SqliteDeduplicationStore : IDeduplicationStore
{
    private readonly SqliteInbox _inbox;

    public SqliteDeduplicationStore(SqliteInbox inbox) => _inbox = inbox;

    public async ValueTask<DeduplicationClaim> ClaimAsync(DeduplicationKey key, TimeSpan lease, CancellationToken cancellationToken)
    {
        // Random rather than counted: a number that was counted in memory could come again after a crash.
        var token = Random.Shared.NextInt64(1, long.MaxValue);
        try
        {
            return await _inbox.WriteAsync(
                (tables, diskHasRoom) => IdClaims.Claim(tables, key, token, lease, diskHasRoom), cancellationToken) switch
            {
                DeduplicationStatus.Claimed => new DeduplicationClaim(DeduplicationStatus.Claimed, token),
                { } taken => new DeduplicationClaim(taken, 0),
                null => throw new SqliteInboxException(
                    "The disk of the SQLite inbox has less than MinFreeDiskBytes left: no event is taken until there is more. Free some space."),
            };
        }
        catch (OperationCanceledException)
        {
            // It may be written all the same, and then nobody is there to complete or release it. This is written behind it.
            await ReleaseAsync(key, token, CancellationToken.None);
            throw;
        }
    }

    public ValueTask<bool> CompleteAsync(DeduplicationKey key, long token, TimeSpan retention, CancellationToken cancellationToken)
        => _inbox.WriteAsync(tables => IdClaims.Complete(tables, key, token, retention), cancellationToken);

    public async ValueTask ReleaseAsync(DeduplicationKey key, long token, CancellationToken cancellationToken)
        => await _inbox.WriteAsync(tables => IdClaims.Release(tables, key, token), cancellationToken);
}
