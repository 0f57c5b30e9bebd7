using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite.Operations;

namespace EightBit.Webhooks.Receiver.Sqlite;

internal sealed partial class SqliteInbox
{
    public async ValueTask<InboxStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default)
    {
        var counts = Current.Tables.Committed;
        return await ReadAsync(reader => Statistics.Read(reader, counts, _time.GetUtcNow(), _options.MaxPendingEvents), cancellationToken);
    }

    public async ValueTask<DeadLetterPage> ListDeadLettersAsync(DeadLetterQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, DeadLetterQuery.MaxTake);
        return await ReadAsync(reader => DeadLetters.List(reader, query), cancellationToken);
    }

    public async ValueTask<IReadOnlyList<InboxEvent>> ListRetriesAsync(RetryQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, RetryQuery.MaxTake);
        return await ReadAsync(reader => HeldEvents.ListRetries(reader, query), cancellationToken);
    }

    public async ValueTask<InboxEvent?> FindAsync(string receiver, string? tenant, string eventId, CancellationToken cancellationToken = default)
        => await ReadAsync(reader => HeldEvents.Find(reader, receiver, tenant, eventId), cancellationToken);

    public async ValueTask<ReplayOutcome> ReplayAsync(long entryId, CancellationToken cancellationToken = default)
    {
        var outcome = await Current.Writer.RunAsync(tables => DeadLetters.Replay(tables, entryId, _options), cancellationToken);
        if (outcome == ReplayOutcome.Replayed)
        {
            Wake();
        }

        return outcome;
    }

    public ValueTask<bool> PurgeAsync(long entryId, CancellationToken cancellationToken = default)
        => Current.Writer.RunAsync(tables => DeadLetters.Purge(tables, entryId), cancellationToken);
}
