using EightBit.Webhooks.Receiver.Testing.Compliance;
using EightBit.Webhooks.Receiver.Tests;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests;

/// <summary>A SQLite inbox in the hands of the compliance suite.</summary>
internal sealed class SqliteInboxSubject : InboxSubject
{
    public const InboxCapabilities Able = InboxCapabilities.Capacity | InboxCapabilities.CrashAndReopen | InboxCapabilities.Inspection
        | InboxCapabilities.ClockSteps;

    private readonly SteppedTime _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly List<(TemporaryInbox Files, SqliteInbox Inbox)> _opened = [];
    private readonly InboxSubjectOptions _options;

    private SqliteInboxSubject(InboxSubjectOptions options)
    {
        _options = options;
        Open(new TemporaryInbox(_time));
    }

    public override InboxCapabilities Capabilities => Able;

    public override InboxNode Node => new(_opened[^1].Inbox, _opened[^1].Inbox);

    public override TimeProvider Time => _time;

    public override TimeSpan TimeUnit => TimeSpan.FromSeconds(1);

    public static ValueTask<InboxSubject> CreateAsync(InboxSubjectOptions options) => new(new SqliteInboxSubject(options));

    public override Task AdvanceAsync(TimeSpan by)
    {
        _time.Advance(by);
        return Task.CompletedTask;
    }

    public override Task SetClockAsync(TimeSpan by)
    {
        _time.Set(by);
        return Task.CompletedTask;
    }

    /// <summary>Opens a copy of the files as they are, since the lock of the inbox that was not closed ends only with the process.</summary>
    public override Task CrashAndReopenAsync()
    {
        Open(_opened[^1].Files.CopyAsAfterCrash());
        return Task.CompletedTask;
    }

    public override ValueTask<string?> DescribeResidueAsync()
    {
        var files = _opened[^1].Files;
        var rows = files.Sql("SELECT count(*) FROM inbox");
        var bodies = files.Sql("SELECT count(*) FROM body");
        return new(rows + bodies == 0 ? null : $"{rows} rows in inbox, {bodies} in body");
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var (files, inbox) in _opened)
        {
            await inbox.DisposeAsync();
            files.Dispose();
        }
    }

    private void Open(TemporaryInbox files)
        => _opened.Add((files, files.Open(options => options.MaxPendingEvents = _options.MaxPendingEvents ?? options.MaxPendingEvents)));
}
