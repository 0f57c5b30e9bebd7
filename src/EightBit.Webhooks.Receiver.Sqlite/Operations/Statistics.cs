using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite.Schema;
using EightBit.Webhooks.Receiver.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Operations;

/// <summary>Counts what is in the inbox.</summary>
internal static class Statistics
{
    public static InboxStatistics Read(SqliteConnection reader, DateTimeOffset now, long capacity)
    {
        using var statement = new SqlStatement(reader, $"""
            SELECT count(*) FILTER (WHERE state < {EntryState.Dead}),
                count(*) FILTER (WHERE state = {EntryState.Claimed}),
                count(*) FILTER (WHERE state = {EntryState.AwaitingRetry}),
                count(*) FILTER (WHERE state = {EntryState.Dead}),
                coalesce(sum(length(bytes)) FILTER (WHERE state < {EntryState.Dead}), 0),
                min(received_at) FILTER (WHERE state < {EntryState.Dead})
            FROM inbox JOIN body USING (seq)
            """);
        using var row = statement.Query();
        row.Read();
        return new InboxStatistics
        {
            Pending = row.GetInt64(0),
            Claimed = row.GetInt64(1),
            AwaitingRetry = row.GetInt64(2),
            DeadLetters = row.GetInt64(3),
            PendingBytes = row.GetInt64(4),
            Capacity = capacity,
            OldestAge = row.IsDBNull(5) ? null : now - EntryRow.ReadTime(row, 5),
        };
    }
}
