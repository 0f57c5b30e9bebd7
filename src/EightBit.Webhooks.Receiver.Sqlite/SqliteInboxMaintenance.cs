using EightBit.Webhooks.Receiver.Sqlite.Copying;
using EightBit.Webhooks.Receiver.Sqlite.Opening;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite;

/// <summary>Backs up, restores and checks the file of a SQLite inbox from outside of the application.</summary>
/// <remarks>Run it as the application's user.</remarks>
public sealed class SqliteInboxMaintenance
{
    private readonly InboxLocation _location;
    private readonly TimeProvider _time;

    /// <summary>For one file, which is opened with each call.</summary>
    /// <param name="options">
    /// The application's. <see cref="SqliteInboxOptions.ConnectionString"/> says which file; nothing else is used.
    /// </param>
    /// <param name="time">The clock, which names what <see cref="RestoreAsync"/> moves away; the system's unless given.</param>
    /// <exception cref="SqliteInboxException">The connection string names no plain file.</exception>
    public SqliteInboxMaintenance(SqliteInboxOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _location = InboxLocation.Parse(options.ConnectionString);
        _time = time ?? TimeProvider.System;
    }

    /// <summary>
    /// Checks all pages, rows and indexes, whether the application runs or not, and changes nothing. A file of a gigabyte can
    /// take a minute.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call before it begins; a check that has begun is finished.</param>
    /// <exception cref="SqliteInboxException">There is no such file, or it is none of this inbox.</exception>
    public Task<SqliteInboxCheck> CheckAsync(CancellationToken cancellationToken = default)
        => Explained(() => InboxCheck.Run(_location.Existing()), cancellationToken);

    /// <summary>
    /// Writes a copy of the file as it is at one moment, in one file, whether the application runs or not. Events that are
    /// accepted meanwhile are not in it. The copy appears under its name when it is complete and was checked.
    /// </summary>
    /// <param name="backup">
    /// The path of the copy, at which there is nothing yet. It gets the permissions of the inbox's file.
    /// </param>
    /// <param name="cancellationToken">Cancels the call before it begins; a copy that has begun is finished.</param>
    /// <returns>What is in the copy.</returns>
    /// <exception cref="SqliteInboxException">There is no copy; the message says why and what to do.</exception>
    public Task<SqliteInboxCheck> BackupAsync(string backup, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(backup);
        return Explained(() => InboxCopy.Write(_location.Existing(), Path.GetFullPath(backup)), cancellationToken);
    }

    /// <summary>
    /// Puts a copy in the place of the file, while no application has it. The file that was there, and its -wal, are moved away
    /// and kept. Events that have been done since the copy was made run again; what was accepted since then is not in it.
    /// </summary>
    /// <param name="backup">The path of the copy, which stays. A -wal beside it is taken to be its own.</param>
    /// <param name="cancellationToken">Cancels the call before it begins; a restoration that has begun is finished.</param>
    /// <returns>The path that the file which was there has now, or null when there was none.</returns>
    /// <exception cref="SqliteInboxException">
    /// Nothing was done, unless the message says otherwise; it says why and what to do.
    /// </exception>
    public Task<string?> RestoreAsync(string backup, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(backup);
        return Explained(() => Restoration.Run(_location, Path.GetFullPath(backup), _time), cancellationToken);
    }

    private Task<T> Explained<T>(Func<T> action, CancellationToken cancellationToken)
        => Task.Run(
            () =>
            {
                try
                {
                    return action();
                }
                catch (SqliteException exception)
                {
                    throw new SqliteInboxException(SqliteFailure.Explain(_location.Path, exception), exception);
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    throw new SqliteInboxException(exception.Message, exception);
                }
            },
            cancellationToken);
}
