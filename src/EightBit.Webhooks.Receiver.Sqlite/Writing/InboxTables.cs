using EightBit.Webhooks.Receiver.Sqlite.Schema;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Writing;

/// <summary>The writer's connection: its transaction, its statements, and the counts that need not be asked for.</summary>
internal sealed class InboxTables : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqlStatement> _statements = new(StringComparer.Ordinal);
    private (long Events, long Bytes) _committed;

    public InboxTables(SqliteConnection connection)
    {
        _connection = connection;
        CountPending();
    }

    public long PendingEvents { get; set; }

    public long PendingBytes { get; set; }

    public SqlStatement this[string sql]
    {
        get
        {
            if (!_statements.TryGetValue(sql, out var statement))
            {
                _statements.Add(sql, statement = new SqlStatement(_connection, sql));
            }

            return statement;
        }
    }

    public void Begin() => this["BEGIN IMMEDIATE"].Execute();

    public void Commit()
    {
        this["COMMIT"].Execute();
        _committed = (PendingEvents, PendingBytes);
    }

    public void RollBack()
    {
        (PendingEvents, PendingBytes) = _committed;
        try
        {
            this["ROLLBACK"].Execute();
        }
        catch (SqliteException)
        {
            // SQLite rolls some failures back by itself; then there is nothing to roll back any more.
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }
    }

    private void CountPending()
    {
        using var counts = this[$"""
            SELECT count(*), coalesce(sum(length(bytes)), 0) FROM inbox JOIN body USING (seq) WHERE state < {EntryState.Dead}
            """].Query();
        counts.Read();
        PendingEvents = counts.GetInt64(0);
        PendingBytes = counts.GetInt64(1);
        _committed = (PendingEvents, PendingBytes);
    }
}
