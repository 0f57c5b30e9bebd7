using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EightBit.Webhooks.Receiver.Sqlite.Opening;

/// <summary>Which file it is, and how to connect to it.</summary>
internal sealed record InboxLocation
{
    private InboxLocation(string path, string connectionString)
    {
        Path = path;
        ConnectionString = connectionString;
    }

    public string Path { get; }

    public string ConnectionString { get; private init; }

    /// <exception cref="SqliteInboxException">The connection string names no plain file.</exception>
    public static InboxLocation Parse(string text)
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

        var path = RealPath.Of(System.IO.Path.GetFullPath(parsed.DataSource));
        parsed.DataSource = path;
        parsed.Pooling = false; // a pooled connection would keep the file open after we are done with it
        return new InboxLocation(path, parsed.ToString());
    }

    /// <exception cref="SqliteInboxException">There is no folder for the file.</exception>
    public void RequireFolder()
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        if (!Directory.Exists(folder))
        {
            throw new SqliteInboxException($"The folder {folder} of the SQLite inbox does not exist. Create it, on a local disk.");
        }
    }

    /// <summary>The same for whoever must not create a file.</summary>
    /// <exception cref="SqliteInboxException">There is no such file.</exception>
    public InboxLocation Existing()
        => File.Exists(Path)
            ? this with { ConnectionString = new SqliteConnectionStringBuilder(ConnectionString) { Mode = SqliteOpenMode.ReadWrite }.ToString() }
            : throw new SqliteInboxException($"There is no file {Path}. Name the file of the application's inbox.");

    /// <summary>Opens a connection that leaves the -wal as it is, also when it is the last one that is closed.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            connection.Open();
            KeepWal(connection, keep: true);

            // As long as a SqliteCommand would try: statements of this package do not go through one.
            raw.sqlite3_busy_timeout(connection.Handle, connection.DefaultTimeout * 1_000);

            // What SQLite puts aside while a statement runs: a container may have no folder for it that can be written.
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA temp_store = MEMORY";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether the -wal stays when the connection is the last one that is closed; otherwise SQLite moves it into the file then.
    /// </summary>
    public static void KeepWal(SqliteConnection connection, bool keep)
        => SqliteException.ThrowExceptionForRC(
            raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, out _), connection.Handle);

    /// <summary>Opens the file as if it had no -wal, and as if nothing could change it.</summary>
    public SqliteConnection OpenWithoutWal()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = $"{new Uri(Path).AbsoluteUri}?immutable=1",
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection for looking at the data.</summary>
    public SqliteConnection OpenReader()
    {
        var reader = Open();
        try
        {
            using var command = reader.CreateCommand();
            command.CommandText = "PRAGMA query_only = ON";
            command.ExecuteNonQuery();
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }
}
