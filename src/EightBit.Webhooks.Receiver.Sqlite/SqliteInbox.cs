using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite.Deduplication;
using EightBit.Webhooks.Receiver.Sqlite.Opening;
using EightBit.Webhooks.Receiver.Sqlite.Operating;
using EightBit.Webhooks.Receiver.Sqlite.Operations;
using EightBit.Webhooks.Receiver.Sqlite.Schema;
using EightBit.Webhooks.Receiver.Sqlite.Writing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Sqlite;

/// <summary>Keeps pending events in one file; what it has accepted survives everything but the loss of the disk.</summary>
internal sealed partial class SqliteInbox : IWebhookInbox, IWebhookInboxAdmin, IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan ClaimedInlinePoll = TimeSpan.FromMilliseconds(50);

    private readonly SqliteInboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<SqliteInbox> _logger;
    private readonly SemaphoreSlim _somethingReady = new(0, 1);
    private Opened? _opened;

    public SqliteInbox(IOptions<SqliteInboxOptions> options, TimeProvider time, ILogger<SqliteInbox> logger)
    {
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    public bool IsDurable => true;

    /// <summary>For tests that end the process in the middle of a commit.</summary>
    internal Microsoft.Data.Sqlite.SqliteConnection Writer => Current.File.Writer;

    private Opened Current => Volatile.Read(ref _opened) ?? throw new SqliteInboxException("The SQLite inbox is not open: the application has not started, or has stopped.");

    /// <summary>Opens the file, and takes back what a process that died had claimed.</summary>
    /// <exception cref="SqliteInboxException">The file cannot be used; the message says why and what to do.</exception>
    public void Open()
    {
        var file = InboxFile.Open(_options);
        try
        {
            using var orphans = new SqlStatement(file.Writer, $"UPDATE inbox SET state = {EntryState.Ready} WHERE state = {EntryState.Claimed}");
            var released = orphans.Execute();
            var tables = new InboxTables(file.Writer, new InboxClock(_time, _logger));
            _logger.Opened(file.Path, tables.Counts.Pending, released, _options.Synchronous);
            if (file.WasChecked)
            {
                _logger.LastEndNotClean(file.Path);
            }

            if (FilePlacement.FindShortLived(file.Path) is { } format)
            {
                _logger.ShortLivedFileSystem(file.Path, format);
            }

            IdClaims.ReleaseAll(tables);
            var disk = new DiskSpace(file.Path, _options.MinFreeDiskBytes, _time, _logger);
            Volatile.Write(ref _opened, new Opened(file, tables, new GroupCommitWriter(file, tables, _logger), disk));
        }
        catch (Exception exception)
        {
            file.Dispose();
            if (exception is Microsoft.Data.Sqlite.SqliteException sqlite)
            {
                throw new SqliteInboxException(SqliteFailure.Explain(file.Path, sqlite), sqlite);
            }

            throw;
        }
    }

    public async ValueTask<AcceptOutcome> AcceptAsync(InboxDelivery delivery, CancellationToken cancellationToken)
    {
        var opened = Current;
        AcceptOutcome? outcome;
        while ((outcome = await opened.Writer.RunAsync(
            tables => AcceptEvent.Run(tables, delivery, _options, opened.Disk.HasRoom(delivery.Body.Length)), cancellationToken)) is null)
        {
            // Accepted would run it beside the inline endpoint that has it; Duplicate would lose it if that endpoint fails.
            await Task.Delay(ClaimedInlinePoll, _time, cancellationToken);
        }

        if (outcome == AcceptOutcome.Accepted)
        {
            Wake();
        }

        return outcome.Value;
    }

    public ValueTask<ClaimBatch> ClaimAsync(int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        return Current.Writer.RunAsync(tables => ClaimEvents.Run(tables, max, lease), cancellationToken);
    }

    public async ValueTask<IReadOnlyList<InboxLease>> RenewAsync(
        IReadOnlyList<InboxLease> leases, TimeSpan lease, CancellationToken cancellationToken)
        => await Current.Writer.RunAsync(tables => RenewLeases.Run(tables, leases, lease), cancellationToken);

    public async ValueTask<bool> SettleAsync(InboxLease lease, Settlement settlement, CancellationToken cancellationToken)
    {
        var settled = await Current.Writer.RunAsync(tables => SettleEvent.Run(tables, lease, settlement), cancellationToken);
        if (settled)
        {
            Wake(); // the next of its conversation may have become ready, or the event itself
        }

        return settled;
    }

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(atMost, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await _somethingReady.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The wait is over: that is all the caller wants to know.
        }
    }

    /// <summary>Carries out a request that an operator has put into the file from another process, and answers it there.</summary>
    public async ValueTask<IReadOnlyList<(OperatorAction Action, OperatorOutcome Outcome)>> CarryOutAsync(long request, CancellationToken cancellationToken)
    {
        var outcomes = await Current.Writer.RunAsync(
            tables => OperatorRequests.CarryOut(tables, request, _options, _time.GetUtcNow()), cancellationToken);
        Wake();
        return outcomes;
    }

    /// <summary>Deletes what nobody needs any more, in steps small enough to go unnoticed.</summary>
    public async Task ForgetExpiredAsync(CancellationToken cancellationToken)
    {
        var writer = Current.Writer;
        while (await writer.RunAsync(
            tables => ForgetExpired.Run(tables, _options.DeadLetterRetention, _options.DeliveryLogRetention), cancellationToken))
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _opened, null) is { } opened)
        {
            await opened.Writer.DisposeAsync();
            opened.Tables.Dispose();
            opened.File.Dispose();
        }

        _somethingReady.Dispose();
    }

    /// <summary>Runs an operation of the package's own with the writer.</summary>
    public ValueTask<T> WriteAsync<T>(Func<InboxTables, T> run, CancellationToken cancellationToken) => Current.Writer.RunAsync(run, cancellationToken);

    /// <summary>The same, for an operation that asks whether the disk has room for something new.</summary>
    public ValueTask<T> WriteAsync<T>(Func<InboxTables, bool, T> run, CancellationToken cancellationToken)
    {
        var opened = Current;
        return opened.Writer.RunAsync(tables => run(tables, opened.Disk.HasRoom(bodyBytes: 0)), cancellationToken);
    }

    // For hosts that dispose their services synchronously, after they have stopped: then nothing is left to write.
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _opened, null) is { } opened)
        {
            opened.Writer.Dispose();
            opened.Tables.Dispose();
            opened.File.Dispose();
        }

        _somethingReady.Dispose();
    }

    // Reading blocks on the disk, so it stays off the caller's thread.
    public Task<T> ReadAsync<T>(Func<Microsoft.Data.Sqlite.SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        var file = Current.File;
        return Task.Run(
            () =>
            {
                using var reader = file.OpenReader();
                return read(reader);
            },
            cancellationToken);
    }

    private void Wake()
    {
        try
        {
            _somethingReady.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody has been woken already and has not asked yet.
        }
    }

    private sealed record Opened(InboxFile File, InboxTables Tables, GroupCommitWriter Writer, DiskSpace Disk);
}
