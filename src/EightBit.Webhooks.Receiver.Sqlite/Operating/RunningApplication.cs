using EightBit.Webhooks.Receiver.Sqlite.Opening;
using EightBit.Webhooks.Receiver.Sqlite.Schema;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Operating;

/// <summary>The process that has the file, as another one sees it: it is asked for changes, and answers.</summary>
internal sealed class RunningApplication
{
    private static readonly TimeSpan AnswerPoll = TimeSpan.FromMilliseconds(50);

    private readonly InboxLocation _location;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    public RunningApplication(InboxLocation location, TimeSpan timeout, TimeProvider time)
    {
        _location = location.Existing();
        _timeout = timeout;
        _time = time;
    }

    /// <exception cref="SqliteInboxException">Nothing was done, unless the message says otherwise.</exception>
    public async Task<IReadOnlyList<OperatorOutcome>> AskAsync(OperatorAction action, IReadOnlyList<long> entryIds, CancellationToken cancellationToken)
    {
        // Random, so that nobody gets another one's answer.
        var request = Random.Shared.NextInt64(1, long.MaxValue);
        try
        {
            using var connection = Connect();
            OperatorRequests.Ask(connection, request, action, entryIds, _time.GetUtcNow() + _timeout);
            await WhenAnsweredAsync(connection, request, cancellationToken);
            return Read(TakeBack(connection, request), entryIds);
        }
        catch (SqliteException exception)
        {
            throw new SqliteInboxException(SqliteFailure.Explain(_location.Path, exception), exception);
        }
    }

    private SqliteConnection Connect()
    {
        var connection = _location.Open();
        try
        {
            if (InboxSchema.RequireInbox(connection, _location.Path) < InboxSchema.WithOperatorRequests)
            {
                throw new SqliteInboxException(
                    $"{_location.Path} is in use by an application with an older version of this package, which takes no requests from other processes. "
                    + "Nothing was done. Update the application, or stop it meanwhile.");
            }

            // As safe on the disk as the application's writer, which alone looks after the WAL file.
            using var settings = connection.CreateCommand();
            settings.CommandText = "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA wal_autocheckpoint = 0";
            settings.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private async Task WhenAnsweredAsync(SqliteConnection connection, long request, CancellationToken cancellationToken)
    {
        var asked = _time.GetTimestamp();
        try
        {
            while (_time.GetElapsedTime(asked) < _timeout && !OperatorRequests.IsAnswered(connection, request))
            {
                await Task.Delay(AnswerPoll, _time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            if (TakeBack(connection, request).Values.Any(outcome => outcome is not null))
            {
                throw new SqliteInboxException("Interrupted; but the application had carried out the request already.");
            }

            throw;
        }
    }

    private Dictionary<long, OperatorOutcome?> TakeBack(SqliteConnection connection, long request)
    {
        try
        {
            return OperatorRequests.TakeBack(connection, request);
        }
        catch (SqliteException exception)
        {
            throw new SqliteInboxException(
                $"{SqliteFailure.Explain(_location.Path, exception)} Whether the application has carried out the request is not known; it will not do so later.",
                exception);
        }
    }

    private List<OperatorOutcome> Read(Dictionary<long, OperatorOutcome?> answers, IReadOnlyList<long> entryIds)
    {
        if (answers.Count == 0)
        {
            throw new SqliteInboxException("The request has been deleted, so it is not known whether the application has carried it out. List the dead letters.");
        }

        if (answers.ContainsValue(null))
        {
            throw new SqliteInboxException(
                $"{_location.Path} is in use, and the application has not answered within {_timeout.TotalSeconds:0.#} seconds. The request was withdrawn: "
                + "nothing was done. The application may be starting, stopping or hanging, or another program may have the file.");
        }

        if (answers.ContainsValue(OperatorOutcome.Unknown))
        {
            throw new SqliteInboxException("The application has an older version of this package, which does not know what it is asked for. Update it.");
        }

        return [.. entryIds.Select(entryId => answers[entryId]!.Value)];
    }
}
