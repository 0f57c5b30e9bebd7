using EightBit.Webhooks.Receiver.Sqlite.Schema;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Opening;

/// <summary>The opened file: locked, migrated, and with the durability that was asked for.</summary>
internal sealed class InboxFile : IDisposable
{
    private readonly LockFile _lock;
    private readonly string _connectionString;

    private InboxFile(string path, string connectionString, LockFile lockFile, SqliteConnection writer)
    {
        Path = path;
        _connectionString = connectionString;
        _lock = lockFile;
        Writer = writer;
    }

    public string Path { get; }

    /// <summary>The one connection that writes.</summary>
    public SqliteConnection Writer { get; }

    /// <exception cref="SqliteInboxException">The file cannot be used; the message says why and what to do.</exception>
    public static InboxFile Open(SqliteInboxOptions options)
    {
        var (path, connectionString) = CheckConnectionString(options.ConnectionString);
        var folder = System.IO.Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            throw new SqliteInboxException($"The folder {folder} of the SQLite inbox does not exist. Create it, on a local disk.");
        }

        var lockFile = LockFile.Acquire(path);
        SqliteConnection? writer = null;
        try
        {
            writer = new SqliteConnection(connectionString);
            writer.Open();
            Configure(writer, path, options.Synchronous);
            InboxSchema.Migrate(writer, path);
            return new InboxFile(path, connectionString, lockFile, writer);
        }
        catch (Exception exception)
        {
            writer?.Dispose();
            lockFile.Dispose();
            if (exception is SqliteException sqlite)
            {
                throw new SqliteInboxException(SqliteFailure.Explain(path, sqlite), sqlite);
            }

            throw;
        }
    }

    /// <summary>Opens a connection for looking at the data, beside the writer.</summary>
    public SqliteConnection OpenReader()
    {
        var reader = new SqliteConnection(_connectionString);
        try
        {
            reader.Open();
            Execute(reader, "PRAGMA query_only = ON");
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Writer.Dispose();
        _lock.Dispose();
    }

    private static (string Path, string ConnectionString) CheckConnectionString(string text)
    {
        SqliteConnectionStringBuilder parsed;
        try
        {
            parsed = new SqliteConnectionStringBuilder(text);
        }
        catch (ArgumentException exception)
        {
            throw new SqliteInboxException(
                $"The connection string of the SQLite inbox cannot be read ({exception.Message}). Use \"Data Source=webhooks.db\".", exception);
        }

        if (parsed.DataSource.Length == 0)
        {
            throw new SqliteInboxException("The connection string of the SQLite inbox names no file. Use \"Data Source=webhooks.db\".");
        }

        if (parsed.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase)
            || parsed.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            || parsed.Mode is SqliteOpenMode.Memory or SqliteOpenMode.ReadOnly
            || parsed.Cache == SqliteCacheMode.Shared)
        {
            throw new SqliteInboxException(
                "The connection string of the SQLite inbox must name a plain file that can be written: no :memory:, no file: URI, no Mode=Memory or "
                + "Mode=ReadOnly, no Cache=Shared. To keep events in memory, use UseInMemoryInbox().");
        }

        var path = System.IO.Path.GetFullPath(parsed.DataSource);
        parsed.DataSource = path;
        parsed.Pooling = false; // a pooled connection would keep the file open after we are done with it
        return (path, parsed.ToString());
    }

    private static void Configure(SqliteConnection connection, string path, SqliteSynchronous synchronous)
    {
        Execute(connection, "PRAGMA busy_timeout = 5000");
        Assert(connection, "PRAGMA journal_mode = WAL", "wal", path);
        Execute(connection, $"PRAGMA synchronous = {(synchronous == SqliteSynchronous.Full ? "FULL" : "NORMAL")}");
        Assert(connection, "PRAGMA synchronous", synchronous == SqliteSynchronous.Full ? "2" : "1", path);
        Execute(connection, "PRAGMA fullfsync = ON"); // where fsync alone does not reach the disk (macOS)
        Execute(connection, "PRAGMA checkpoint_fullfsync = ON");
        Execute(connection, "PRAGMA journal_size_limit = 67108864");
    }

    // A setting that did not take would silently break the promise the inbox is chosen for.
    private static void Assert(SqliteConnection connection, string sql, string expected, string path)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        var actual = Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        if (!string.Equals(actual, expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new SqliteInboxException(
                $"{path}: \"{sql}\" gave {actual} instead of {expected}, so acknowledged events would not be safe. Put the file on a local disk.");
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
