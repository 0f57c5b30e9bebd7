using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests.Opening;

/// <summary>
/// What a file may look like when the last process has not closed it, or when somebody has put another one in its place.
/// </summary>
public sealed class LastEndTests : IDisposable
{
    private readonly TemporaryInbox _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData(400, "backup")]
    [InlineData(400, "vacuum")]
    [InlineData(3_000, "backup")]
    [InlineData(3_000, "vacuum")]
    public async Task A_backup_that_was_put_back_beside_an_old_wal_is_refused_and_nothing_is_changed(int events, string way)
    {
        using var crashed = await CrashedWithBackupAsync(events, way);
        File.Copy(Backup, crashed.File, overwrite: true);
        var before = (File.ReadAllBytes(crashed.File), File.ReadAllBytes(crashed.File + "-wal"));

        crashed.Invoking(files => files.Open()).Should().Throw<SqliteInboxException>()
            .WithMessage($"{crashed.File} and {crashed.File}-wal are damaged or do not belong together (*eightbit-webhooks "
                + "inbox check*inbox restore*");

        File.ReadAllBytes(crashed.File).Should().Equal(before.Item1);
        File.ReadAllBytes(crashed.File + "-wal").Should().Equal(before.Item2);
        File.Delete(crashed.File + "-wal");
        File.Delete(crashed.File + "-shm");
        await using var restored = crashed.Open();
        (await restored.GetStatisticsAsync()).Pending.Should().Be(events);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(3_000)]
    public async Task Who_only_looks_leaves_an_old_wal_beside_a_backup_as_it_is(int events)
    {
        using var crashed = await CrashedWithBackupAsync(events, "backup");
        File.Copy(Backup, crashed.File, overwrite: true);
        var before = (File.ReadAllBytes(crashed.File), File.ReadAllBytes(crashed.File + "-wal"));

        await new SqliteInboxOperator(crashed.Options).ListDeadLettersAsync(new() { Take = 1 });

        File.ReadAllBytes(crashed.File).Should().Equal(before.Item1);
        File.ReadAllBytes(crashed.File + "-wal").Should().Equal(before.Item2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wal_without_its_database_is_refused_and_kept(bool empty)
    {
        using var crashed = await CrashedAsync(10);
        File.Delete(crashed.File);
        if (empty)
        {
            File.WriteAllBytes(crashed.File, []);
        }

        crashed.Invoking(files => files.Open()).Should().Throw<SqliteInboxException>().WithMessage("*is missing or empty*webhooks.db-wal*Put the database back*");

        new FileInfo(crashed.File + "-wal").Length.Should().BePositive();
    }

    [Fact]
    public async Task After_a_crash_the_file_is_checked_and_that_is_logged()
    {
        using var crashed = await CrashedAsync(10);
        var log = new RecordedLog<SqliteInbox>();

        await using var inbox = crashed.Open(log: log);

        log.Messages.Should().ContainMatch("*webhooks.db was not closed by the last process*");
        (await inbox.GetStatisticsAsync()).Pending.Should().Be(10);
    }

    [Fact]
    public async Task A_file_that_was_closed_and_left_alone_is_not_checked()
    {
        await CloseAsync();
        var log = new RecordedLog<SqliteInbox>();

        await using var inbox = _temporary.Open(log: log);

        log.Messages.Should().NotContainMatch("*was not closed by the last process*");
    }

    [Theory]
    [InlineData("written")]
    [InlineData("copied")]
    [InlineData("without note")]
    public async Task A_file_that_was_closed_and_changed_is_checked(string how)
    {
        await CloseAsync();
        switch (how)
        {
            case "written":
                // So that it is longer, as its time may be the same
                _temporary.Sql("UPDATE inbox SET tenant = hex(zeroblob(10000))");
                break;
            case "copied":
                File.Copy(_temporary.File, _temporary.File + "2");
                File.SetLastWriteTimeUtc(_temporary.File + "2", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
                File.Move(_temporary.File + "2", _temporary.File, overwrite: true);
                break;
            default:
                File.WriteAllBytes(_temporary.File + ".lock", []); // as earlier versions have left it
                break;
        }

        var log = new RecordedLog<SqliteInbox>();
        await using var inbox = _temporary.Open(log: log);

        log.Messages.Should().ContainMatch("*was not closed by the last process, or was changed since*");
    }

    [Fact]
    public async Task A_copy_that_was_torn_while_it_was_made_is_refused()
    {
        await using (var inbox = _temporary.Open())
        {
            for (var i = 0; i < 500; i++)
            {
                await inbox.AcceptAsync(_temporary.Delivery($"evt-{i}", bodyBytes: 2_000), default);
            }
        }

        // The first half of an earlier file and the second half of a later one, as where it is written while it is copied.
        var (earlier, half) = (File.ReadAllBytes(_temporary.File), new FileInfo(_temporary.File).Length / 2);
        await using (var inbox = _temporary.Open())
        {
            foreach (var lease in (await inbox.ClaimAsync(300, TimeSpan.FromHours(1), default)).Leases)
            {
                await inbox.SettleAsync(lease, Inbox.Settlement.Completed.Instance, default);
            }

            await AcceptAsync(inbox, "later", 300); // which get the pages that have become free
        }

        var torn = File.ReadAllBytes(_temporary.File);
        earlier.AsSpan(0, (int)half).CopyTo(torn);
        File.WriteAllBytes(_temporary.File, torn);

        _temporary.Invoking(files => files.Open()).Should().Throw<SqliteInboxException>().WithMessage("*webhooks.db is "
            + "damaged*inbox restore*");
        File.ReadAllBytes(_temporary.File).Should().Equal(torn);
    }

    private string Backup => Path.Combine(_temporary.Folder, "backup.db");

    private async Task CloseAsync()
    {
        await using var inbox = _temporary.Open();
        await inbox.AcceptAsync(_temporary.Delivery("evt-1"), default);
    }

    private async Task<TemporaryInbox> CrashedAsync(int events)
    {
        await using var inbox = _temporary.Open();
        await AcceptAsync(inbox, "evt", events);
        return _temporary.CopyAsAfterCrash();
    }

    /// <summary>Accepts events, makes a backup, handles some, accepts others, and dies.</summary>
    private async Task<TemporaryInbox> CrashedWithBackupAsync(int events, string way)
    {
        await using var inbox = _temporary.Open();
        await AcceptAsync(inbox, "before", events);
        if (way == "vacuum")
        {
            _temporary.Sql($"VACUUM INTO '{Backup}'");
        }
        else
        {
            using var source = new SqliteConnection($"Data Source={_temporary.File};Pooling=False");
            using var target = new SqliteConnection($"Data Source={Backup};Pooling=False");
            source.Open();
            source.BackupDatabase(target);
        }

        foreach (var lease in (await inbox.ClaimAsync(events / 2, TimeSpan.FromHours(1), default)).Leases)
        {
            await inbox.SettleAsync(lease, Inbox.Settlement.Completed.Instance, default);
        }

        _temporary.Sql("PRAGMA wal_checkpoint(RESTART)"); // as happens by itself every thousand pages: the -wal begins anew
        await AcceptAsync(inbox, "after", events);
        return _temporary.CopyAsAfterCrash();
    }

    private async Task AcceptAsync(SqliteInbox inbox, string prefix, int events)
        => await Task.WhenAll(Enumerable.Range(0, events).Select(i => inbox.AcceptAsync(_temporary.Delivery($"{prefix}-{i}", bodyBytes: 300), default).AsTask()));
}
