using EightBit.Webhooks.Receiver.Sqlite.Schema;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Writing;

/// <summary>The writer's connection: its transaction, its statements, and the counts that need not be asked for.</summary>
internal sealed class InboxTables : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqlStatement> _statements = new(StringComparer.Ordinal);
    private InboxCounts _committed;

    public InboxTables(SqliteConnection connection, InboxClock clock)
    {
        _connection = connection;
        Clock = clock;
        _committed = Counts = CountAll();
    }

    /// <summary>The time of the transaction.</summary>
    public InboxClock Clock { get; }

    /// <summary>What is in the inbox, as far as the transaction has come.</summary>
    public InboxCounts Counts { get; private set; }

    /// <summary>What is in the inbox for everybody else, on any thread.</summary>
    public InboxCounts Committed => Volatile.Read(ref _committed);

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

    /// <summary>Notes what an operation has added or, with a minus, taken away.</summary>
    public void Count(long pending = 0, long pendingBytes = 0, long claimed = 0, long awaitingRetry = 0, long dead = 0)
        => Counts = new InboxCounts(
            Counts.Pending + pending,
            Counts.PendingBytes + pendingBytes,
            Counts.Claimed + claimed,
            Counts.AwaitingRetry + awaitingRetry,
            Counts.Dead + dead);

    public void Begin()
    {
        this["BEGIN IMMEDIATE"].Execute();
        if (Clock.Read() is var step && step != TimeSpan.Zero)
        {
            MoveWaiting(step.Ticks);
        }
    }

    public void Commit()
    {
        this["COMMIT"].Execute();
        Volatile.Write(ref _committed, Counts);
    }

    public void RollBack()
    {
        Counts = _committed;
        Clock.RollBack();
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

    // How long something waits does not depend on what the clock says: it was set, and what was written by it moves with it.
    private void MoveWaiting(long step)
    {
        this[$"UPDATE inbox SET due = due + ?1 WHERE state = {EntryState.AwaitingRetry}"].Execute(step);
        this[$"UPDATE inbox SET lease_until = lease_until + ?1 WHERE state = {EntryState.Claimed}"].Execute(step);
        this["UPDATE claim SET lease_until = lease_until + ?1"].Execute(step);
    }

    // Once, when the file is opened: with a million entries it takes a moment. Each count has an index of its own but that of the bytes.
    private InboxCounts CountAll()
    {
        using var counts = this[$"""
            SELECT count(*), coalesce(sum(length(bytes)), 0),
                (SELECT count(*) FROM inbox WHERE state = {EntryState.Claimed}),
                (SELECT count(*) FROM inbox WHERE state = {EntryState.AwaitingRetry}),
                (SELECT count(*) FROM inbox WHERE state = {EntryState.Dead})
            FROM inbox JOIN body USING (seq) WHERE state < {EntryState.Dead}
            """].Query();
        counts.Read();
        return new InboxCounts(counts.GetInt64(0), counts.GetInt64(1), counts.GetInt64(2), counts.GetInt64(3), counts.GetInt64(4));
    }
}
