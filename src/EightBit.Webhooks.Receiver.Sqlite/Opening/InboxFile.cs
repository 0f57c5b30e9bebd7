using EightBit.Webhooks.Receiver.Sqlite.Schema;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Opening;

/// <summary>The opened file: locked, migrated, and with the durability that was asked for.</summary>
internal sealed class InboxFile : IDisposable
{
    private readonly LockFile _lock;
    private readonly InboxLocation _location;

    private InboxFile(InboxLocation location, LockFile lockFile, SqliteConnection writer, bool wasChecked)
    {
        _location = location;
        _lock = lockFile;
        Writer = writer;
        WasChecked = wasChecked;
        Watched = new WatchedFiles(location.Path);
    }

    public string Path => _location.Path;

    /// <summary>The one connection that writes.</summary>
    public SqliteConnection Writer { get; }

    /// <summary>Whether the last process did not close it, or somebody has changed it since, so that it was checked.</summary>
    public bool WasChecked { get; }

    public WatchedFiles Watched { get; }

    /// <summary>Opens the file for the application: creates it, or brings it to this package's version.</summary>
    /// <exception cref="SqliteInboxException">The file cannot be used; the message says why and what to do.</exception>
    public static InboxFile Open(SqliteInboxOptions options)
    {
        var location = InboxLocation.Parse(options.ConnectionString);
        location.RequireFolder();
        FilePlacement.Require(location.Path);
        return Open(location, options.Synchronous, LockFile.Acquire(location.Path), InboxSchema.ReadVersion, InboxSchema.Migrate);
    }

    /// <summary>Opens a file that is there already, and leaves its tables as they are, so that an older package can still use it.</summary>
    /// <returns>Null while another process has it.</returns>
    /// <exception cref="SqliteInboxException">The file cannot be used; the message says why and what to do.</exception>
    public static InboxFile? TryOpenAsItIs(SqliteInboxOptions options)
    {
        var location = InboxLocation.Parse(options.ConnectionString).Existing();
        FilePlacement.Require(location.Path);
        return LockFile.TryAcquire(location.Path) is { } lockFile
            ? Open(location, options.Synchronous, lockFile, InboxSchema.RequireInbox, prepare: null)
            : null;
    }

    /// <summary>Opens a connection for looking at the data, beside the writer.</summary>
    /// <exception cref="SqliteInboxException">Its path leads to another file.</exception>
    public SqliteConnection OpenReader()
    {
        Watched.Require();
        return _location.OpenReader();
    }

    public void Dispose()
    {
        var isInPlace = Watched.FindProblem() is null; // before SQLite deletes the -wal
        Writer.Dispose();
        if (isInPlace)
        {
            LastEnd.Note(_lock, Path);
        }

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
            RequireDatabaseOfWal(location.Path);
            var isClean = LastEnd.TakeOver(lockFile, location.Path);
            writer = location.Open();
            var version = check(writer, location.Path); // first: what is somebody else's is not even switched to another journal
            if (!isClean && version > 0)
            {
                RequireSound(writer, location.Path);
            }

            Configure(writer, location.Path, synchronous);
            prepare?.Invoke(writer, location.Path);
            InboxLocation.KeepWal(writer, keep: false); // not before: what does not fit together stays apart
            return new InboxFile(location, lockFile, writer, wasChecked: !isClean);
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

    // SQLite would delete a -wal without a database, and with it what was acknowledged.
    private static void RequireDatabaseOfWal(string path)
    {
        if (LastEnd.SizeOf(path) == 0 && LastEnd.SizeOf(path + "-wal") is > 0 and var bytes)
        {
            throw new SqliteInboxException(
                $"{path} is missing or empty, but there is {path}-wal with {bytes} bytes, which may hold acknowledged events. "
                    + "Put the database back that "
                + "the -wal belongs to; or, to begin with a new file, move the -wal away.");
        }
    }

    private static void RequireSound(SqliteConnection writer, string path)
    {
        if (FileCheck.FindQuickly(writer) is not [var problem, ..])
        {
            return;
        }

        throw new SqliteInboxException(LastEnd.SizeOf(path + "-wal") > 0
            ? $"{path} and {path}-wal are damaged or do not belong together ({problem}). Nothing was changed. See which of "
                + "them is sound with "
                + $"eightbit-webhooks inbox check --sqlite {path}. If the database is a backup that was put back, move the "
                + "-wal and the -shm away; "
                + "restore backups with eightbit-webhooks inbox restore."
            : $"{path} is damaged ({problem}). Nothing was changed. Move it away for an examination (sqlite3 FILE .recover), "
                + "and start again with a new "
                + "file, or restore a backup (eightbit-webhooks inbox restore).");
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
