using Microsoft.Data.Sqlite;

namespace LambdaVerifier.Database;

/// <summary>The SQLite file that stands in for the table and the queue of a cloud.</summary>
internal sealed class LocalFile
{
    private readonly string _connectionString;

    public LocalFile(string path)
    {
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 2 }.ToString();
        Execute(
            """
            PRAGMA journal_mode = WAL;
            CREATE TABLE IF NOT EXISTS ids (key TEXT PRIMARY KEY, token INTEGER NOT NULL, completed INTEGER NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS queue (seq INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT NOT NULL, message TEXT NOT NULL);
            """);
    }

    /// <summary>Runs one statement, which is one transaction.</summary>
    public Task<T> RunAsync<T>(string sql, IReadOnlyDictionary<string, object> parameters, Func<SqliteCommand, T> run, CancellationToken cancellationToken)
        => Task.Run(
            () =>
            {
                using var connection = Open();
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                foreach (var (name, value) in parameters)
                {
                    command.Parameters.AddWithValue(name, value);
                }

                return run(command);
            },
            cancellationToken);

    /// <summary>Closes the pooled connections, so that the file can be deleted.</summary>
    public void Close()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private void Execute(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = FULL";
        command.ExecuteNonQuery();
        return connection;
    }
}
