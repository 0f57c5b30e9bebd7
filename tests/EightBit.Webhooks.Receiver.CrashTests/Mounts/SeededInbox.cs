using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.CrashTests.Mounts;

/// <summary>Puts events into a file that wait for a retry, all of them due.</summary>
internal static class SeededInbox
{
    public static void AddDueRetries(string database, int count)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $$$"""
            BEGIN;
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {{{count}}})
            INSERT INTO inbox (seq, state, attempts, due, conversation, receiver, event_id, event_type, ordering_key, sent_at, received_at, remember_for)
                SELECT n, 3, 1, 1, '0:-1:due' || n, '', 'due' || n || '-0', 'message.received', 'due' || n, 638000000000000000, 638000000000000000, 864000000000
                FROM numbers;
            INSERT INTO body SELECT seq, CAST('{"id":"' || event_id || '","type":"message.received","data":{"content":"hello"}}' AS BLOB) FROM inbox;
            COMMIT;
            """;
        command.ExecuteNonQuery();
    }
}
