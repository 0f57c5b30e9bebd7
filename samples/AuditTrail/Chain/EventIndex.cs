using Microsoft.Data.Sqlite;

namespace AuditTrail.Chain;

/// <summary>
/// Which events the trail has, so that none is recorded twice, and how long the trail was. Made from the trail: it may lag behind after a
/// power loss, and then catches up; where it is missing, it is made anew.
/// </summary>
internal sealed class EventIndex : IDisposable
{
    private readonly SqliteConnection _connection;

    public EventIndex(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Run(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = NORMAL;
            CREATE TABLE IF NOT EXISTS events (key TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS position (one INTEGER PRIMARY KEY CHECK (one = 1), byte_offset INTEGER NOT NULL, entries INTEGER NOT NULL, head TEXT NOT NULL);
            """);
    }

    public IndexPosition Position
    {
        get
        {
            using var command = Command("SELECT byte_offset, entries, head FROM position");
            using var reader = command.ExecuteReader();
            return reader.Read() ? new IndexPosition(reader.GetInt64(0), new ChainHead(reader.GetInt64(1), reader.GetString(2))) : IndexPosition.Start;
        }
    }

    public bool Contains(string key)
    {
        using var command = Command("SELECT 1 FROM events WHERE key = $key", ("$key", key));
        return command.ExecuteScalar() is not null;
    }

    public SqliteTransaction Begin() => _connection.BeginTransaction();

    /// <summary>Takes over one entry; in a transaction of its own, unless one has begun.</summary>
    public void Add(string? key, IndexPosition position)
        => Run(
            """
            INSERT INTO events (key, seq) SELECT $key, $entries WHERE $key IS NOT NULL ON CONFLICT (key) DO NOTHING;
            INSERT INTO position VALUES (1, $offset, $entries, $head)
            ON CONFLICT (one) DO UPDATE SET byte_offset = $offset, entries = $entries, head = $head;
            """,
            ("$key", (object?)key ?? DBNull.Value),
            ("$offset", position.Offset),
            ("$entries", position.Head.Entries),
            ("$head", position.Head.Head));

    public void Dispose() => _connection.Dispose();

    private void Run(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
