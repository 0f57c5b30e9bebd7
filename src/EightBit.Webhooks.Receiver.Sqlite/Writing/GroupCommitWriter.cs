using System.Threading.Channels;
using EightBit.Webhooks.Receiver.Sqlite.Opening;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Sqlite.Writing;

/// <summary>
/// Writes for everybody: what has come while the last commit was waiting for the disk goes into the next one together, so that many
/// concurrent callers share one fsync.
/// </summary>
internal sealed class GroupCommitWriter : IAsyncDisposable, IDisposable
{
    private const int MaxBatch = 256;
    private const int MaxWaiting = 4_096;

    // What continues on the thread of the other side is no more than a wait.
    private readonly Channel<IWriteOperation> _waiting = Channel.CreateBounded<IWriteOperation>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true, AllowSynchronousContinuations = true });

    private readonly InboxFile _file;
    private readonly InboxTables _tables;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _swapped;

    public GroupCommitWriter(InboxFile file, InboxTables tables, ILogger logger)
    {
        _file = file;
        _tables = tables;
        _logger = logger;
        _thread = new Thread(WriteUntilClosed) { IsBackground = true, Name = "8bit-ai webhooks: SQLite writer" };
        _thread.Start();
    }

    /// <summary>Runs an operation in a transaction, and returns once it is committed.</summary>
    /// <exception cref="SqliteInboxException">The operation could not be written; nothing of it has happened.</exception>
    public async ValueTask<TResult> RunAsync<TResult>(Func<InboxTables, TResult> run, CancellationToken cancellationToken)
    {
        var operation = new WriteOperation<TResult>(run);
        try
        {
            await _waiting.Writer.WriteAsync(operation, cancellationToken);
        }
        catch (ChannelClosedException exception)
        {
            throw new SqliteInboxException($"{_file.Path} is closed: the application is stopping.", exception);
        }

        return await operation.Completion.WaitAsync(cancellationToken);
    }

    /// <summary>Writes what is waiting, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _ended.Task;
    }

    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        _thread.Join();
    }

    // On a thread of its own: one of the pool that waits for the disk is one that answers nobody meanwhile (benchmarks/Load, sqlite).
    private void WriteUntilClosed()
    {
        var batch = new List<IWriteOperation>(MaxBatch);
        while (WaitForWork())
        {
            while (batch.Count < MaxBatch && _waiting.Reader.TryRead(out var operation))
            {
                batch.Add(operation);
            }

            WriteTogetherOrApart(batch);
            batch.Clear();
        }

        _ended.SetResult();
    }

    /// <returns>False once the writer is closed and has written everything.</returns>
    private bool WaitForWork()
    {
        var work = _waiting.Reader.WaitToReadAsync();
        return work.IsCompletedSuccessfully ? work.Result : work.AsTask().GetAwaiter().GetResult();
    }

    private void WriteTogetherOrApart(List<IWriteOperation> batch)
    {
        if (TryWrite(batch) is not { } exception)
        {
            return;
        }

        if (batch.Count == 1)
        {
            batch[0].Fail(exception);
            return;
        }

        // One of them may be at fault (a body that no longer fits on the disk); the others must not suffer for it.
        foreach (var operation in batch)
        {
            if (TryWrite([operation]) is { } own)
            {
                operation.Fail(own);
            }
        }
    }

    // With each commit: it takes microseconds, and what is committed to files that no path leads to is acknowledged and lost.
    private void RequireFilesInPlace()
    {
        var problem = _file.Watched.FindProblem();
        if (problem is not null && !_swapped)
        {
            _logger.FilesSwapped(problem);
        }
        else if (problem is null && _swapped)
        {
            _logger.FilesBack(_file.Path);
        }

        _swapped = problem is not null;
        if (problem is not null)
        {
            throw new SqliteInboxException(problem);
        }
    }

    /// <returns>Null once the operations are committed; otherwise nothing of them has happened.</returns>
    private Exception? TryWrite(List<IWriteOperation> operations)
    {
        try
        {
            _tables.Begin();
            foreach (var operation in operations)
            {
                operation.Run(_tables);
            }

            RequireFilesInPlace();
            _tables.Commit();
        }
        catch (Exception exception)
        {
            _tables.RollBack();
            return exception is SqliteException sqlite ? new SqliteInboxException(SqliteFailure.Explain(_file.Path, sqlite), sqlite) : exception;
        }

        foreach (var operation in operations)
        {
            operation.Succeed();
        }

        return null;
    }
}
