using EightBit.Webhooks.Receiver.Sqlite.Schema;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Opening;

/// <summary>The opened file: locked, migrated, and with the durability that was asked for.</summary>
internal sealed class InboxFile : IDisposable
{
    private readonly LockFile _lock;
    private readonly InboxLocation _location;

    private InboxFile(InboxLocation location, LockFile lockFile, SqliteConnection writer)
    {
        _location = location;
        _lock = lockFile;
        Writer = writer;
    }

    public string Path => _location.Path;

    /// <summary>The one connection that writes.</summary>
    public SqliteConnection Writer { get; }

    /// <summary>Opens the file for the application: creates it, or brings it to this package's version.</summary>
    /// <exception cref="SqliteInboxException">The file cannot be used; the message says why and what to do.</exception>
    public static InboxFile Open(SqliteInboxOptions options)
    {
        var location = InboxLocation.Parse(options.ConnectionString);
        location.RequireFolder();
        return Open(location, options.Synchronous, LockFile.Acquire(location.Path), InboxSchema.ReadVersion, InboxSchema.Migrate);
    }

    /// <summary>Opens a file that is there already, and leaves its tables as they are, so that an older package can still use it.</summary>
    /// <returns>Null while another process has it.</returns>
    /// <exception cref="SqliteInboxException">The file cannot be used; the message says why and what to do.</exception>
    public static InboxFile? TryOpenAsItIs(SqliteInboxOptions options)
    {
        var location = InboxLocation.Parse(options.ConnectionString).Existing();
        return LockFile.TryAcquire(location.Path) is { } lockFile
            ? Open(location, options.Synchronous, lockFile, InboxSchema.RequireInbox, prepare: null)
            : null;
    }

    /// <summary>Opens a connection for looking at the data, beside the writer.</summary>
    public SqliteConnection OpenReader() => _location.OpenReader();

    public void Dispose()
    {
        Writer.Dispose();
        _lock.Dispose();
    }

    private static InboxFile Open(
        InboxLocation location,
        SqliteSynchronous synchronous,
        LockFile lockFile,
        Func<SqliteConnection, string, int> check,
        Action<SqliteConnection, string>? prepare)
    {
        SqliteConnection? writer = null;
        try
        {
            writer = location.Open();
            check(writer, location.Path); // first: what is somebody else's is not even switched to another journal
            Configure(writer, location.Path, synchronous);
            prepare?.Invoke(writer, location.Path);
            return new InboxFile(location, lockFile, writer);
        }
        catch (Exception exception)
        {
            writer?.Dispose();
            lockFile.Dispose();
            if (exception is SqliteException sqlite)
            {
                throw new SqliteInboxException(SqliteFailure.Explain(location.Path, sqlite), sqlite);
            }

            throw;
        }
    }

    private static void Configure(SqliteConnection connection, string path, SqliteSynchronous synchronous)
    {
        Assert(connection, "PRAGMA journal_mode = WAL", "wal", path);
        Execute(connection, $"PRAGMA synchronous = {(synchronous == SqliteSynchronous.Full ? "FULL" : "NORMAL")}");
        Assert(connection, "PRAGMA synchronous", synchronous == SqliteSynchronous.Full ? "2" : "1", path);
        Execute(connection, "PRAGMA fullfsync = ON"); // where fsync alone does not reach the disk (macOS)
        Execute(connection, "PRAGMA checkpoint_fullfsync = ON");
        Execute(connection, "PRAGMA journal_size_limit = 67108864");
        Execute(connection, "PRAGMA cache_size = -16384"); // KiB: ids and the log's indexes are hit all over, and 2 MB of them went back to the file for more
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
