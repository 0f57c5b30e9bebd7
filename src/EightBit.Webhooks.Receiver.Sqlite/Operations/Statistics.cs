using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite.Schema;
using EightBit.Webhooks.Receiver.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Operations;

/// <summary>What the writer has counted, and since when the oldest event waits.</summary>
internal static class Statistics
{
    public static InboxStatistics Read(SqliteConnection reader, InboxCounts counts, DateTimeOffset now, long capacity)
    {
        using var oldest = new SqlStatement(reader, $"SELECT min(received_at) FROM inbox WHERE state < {EntryState.Dead}");
        using var row = oldest.Query();
        row.Read();
        return new InboxStatistics
        {
            Pending = counts.Pending,
            Claimed = counts.Claimed,
            AwaitingRetry = counts.AwaitingRetry,
            DeadLetters = counts.Dead,
            PendingBytes = counts.PendingBytes,
            Capacity = capacity,
            OldestAge = counts.Pending == 0 || row.IsDBNull(0) ? null : now - EntryRow.ReadTime(row, 0),
        };
    }
}
