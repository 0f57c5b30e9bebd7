using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite.Opening;
using EightBit.Webhooks.Receiver.Sqlite.Operating;
using EightBit.Webhooks.Receiver.Sqlite.Operations;
using EightBit.Webhooks.Receiver.Sqlite.Schema;
using EightBit.Webhooks.Receiver.Sqlite.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace EightBit.Webhooks.Receiver.Sqlite;

/// <summary>
/// Looks after the dead letters of an inbox's file from outside of the application, whether it runs or not. In the application itself, use
/// <see cref="IWebhookInboxAdmin"/>.
/// </summary>
/// <remarks>
/// While the application runs, nothing is changed behind its back: a request is put into the file, which the application carries out within
/// about a second. When no process has the file, it is locked for the moment of the change; an application that starts in that moment says
/// that the file is in use. The file is neither created nor migrated. Run it as the application's user.
/// </remarks>
public sealed class SqliteInboxOperator
{
    /// <summary>How many dead letters one call takes at most: 100.</summary>
    public const int MaxEntries = 100;

    private readonly SqliteInboxOptions _options;
    private readonly InboxLocation _location;
    private readonly TimeProvider _time;

    /// <summary>Creates an operator; the file is opened with each call.</summary>
    /// <param name="options">
    /// The application's. <see cref="SqliteInboxOptions.ConnectionString"/> says which file; the limits of what may be pending count while
    /// the application does not run.
    /// </param>
    /// <param name="time">The clock; the system's unless given.</param>
    /// <exception cref="SqliteInboxException">The connection string names no plain file.</exception>
    public SqliteInboxOperator(SqliteInboxOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _location = InboxLocation.Parse(options.ConnectionString);
        _time = time ?? TimeProvider.System;
    }

    /// <summary>How long to wait for the application to carry out a request. Default 15 seconds.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Lists dead letters, oldest first, a page at a time. Needs no right to write.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="DeadLetterQuery.Take"/> is not between 1 and 1,000.</exception>
    /// <exception cref="SqliteInboxException">The file cannot be used; the message says why and what to do.</exception>
    public Task<DeadLetterPage> ListDeadLettersAsync(DeadLetterQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, DeadLetterQuery.MaxTake);
        return Task.Run(() => Explained(() => List(query)), cancellationToken);
    }

    /// <summary>Puts dead letters back to be processed, with all their attempts ahead of them. Handlers that had succeeded do not run again.</summary>
    /// <param name="entryIds">The <see cref="DeadLetter.EntryId"/> of each, none of them twice; at most <see cref="MaxEntries"/>.</param>
    /// <param name="cancellationToken">Cancels the call: what the application has not carried out yet is withdrawn.</param>
    /// <returns>What became of each, in their order.</returns>
    /// <exception cref="ArgumentException">There are too many, or one of them twice.</exception>
    /// <exception cref="SqliteInboxException">Nothing was done, unless the message says otherwise; it says why and what to do.</exception>
    public async Task<IReadOnlyList<ReplayOutcome>> ReplayAsync(IReadOnlyList<long> entryIds, CancellationToken cancellationToken = default)
        => [.. (await RunAsync(OperatorAction.Replay, entryIds, cancellationToken)).Select(outcome => outcome switch
        {
            OperatorOutcome.Done => ReplayOutcome.Replayed,
            OperatorOutcome.Full => ReplayOutcome.Full,
            _ => ReplayOutcome.NotFound,
        })];

    /// <summary>Deletes dead letters. Their ids stay remembered.</summary>
    /// <param name="entryIds">The <see cref="DeadLetter.EntryId"/> of each, none of them twice; at most <see cref="MaxEntries"/>.</param>
    /// <param name="cancellationToken">Cancels the call: what the application has not carried out yet is withdrawn.</param>
    /// <returns>In their order: false where there is no such dead letter.</returns>
    /// <exception cref="ArgumentException">There are too many, or one of them twice.</exception>
    /// <exception cref="SqliteInboxException">Nothing was done, unless the message says otherwise; it says why and what to do.</exception>
    public async Task<IReadOnlyList<bool>> PurgeAsync(IReadOnlyList<long> entryIds, CancellationToken cancellationToken = default)
        => [.. (await RunAsync(OperatorAction.Purge, entryIds, cancellationToken)).Select(outcome => outcome == OperatorOutcome.Done)];

    private DeadLetterPage List(DeadLetterQuery query)
    {
        using var reader = _location.Existing().OpenReader();
        InboxSchema.RequireInbox(reader, _location.Path);
        return DeadLetters.List(reader, query);
    }

    private async Task<IReadOnlyList<OperatorOutcome>> RunAsync(OperatorAction action, IReadOnlyList<long> entryIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entryIds);
        if (entryIds.Count > MaxEntries || entryIds.Distinct().Count() != entryIds.Count)
        {
            throw new ArgumentException($"At most {MaxEntries} dead letters can be given, and none of them twice.", nameof(entryIds));
        }

        if (entryIds.Count == 0)
        {
            return [];
        }

        return await Task.Run(() => Explained(() => TryChange(action, entryIds)), cancellationToken)
            ?? await Task.Run(() => new RunningApplication(_location, AnswerTimeout, _time).AskAsync(action, entryIds, cancellationToken), cancellationToken);
    }

    /// <returns>Null while a process has the file.</returns>
    private OperatorOutcome[]? TryChange(OperatorAction action, IReadOnlyList<long> entryIds)
    {
        using var file = InboxFile.TryOpenAsItIs(_options);
        if (file is null)
        {
            return null;
        }

        using var tables = new InboxTables(file.Writer, new InboxClock(_time, NullLogger.Instance));
        tables.Begin();
        try
        {
            OperatorOutcome[] outcomes = [.. entryIds.Select(entryId => OperatorRequests.CarryOut(tables, action, entryId, _options))];
            tables.Commit();
            return outcomes;
        }
        catch
        {
            tables.RollBack();
            throw;
        }
    }

    private T Explained<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException exception)
        {
            throw new SqliteInboxException(SqliteFailure.Explain(_location.Path, exception), exception);
        }
    }
}
