using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite.Opening;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests.Copying;

/// <summary>Backup, restoration and check, as an operator makes them beside the application or without it.</summary>
public sealed class SqliteInboxMaintenanceTests : IDisposable
{
    private readonly TemporaryInbox _temporary = new();

    public void Dispose() => _temporary.Dispose();

    private string Backup => Path.Combine(_temporary.Folder, "backup.db");

    private SqliteInboxMaintenance Maintenance => new(_temporary.Options, _temporary.Time);

    [Fact]
    public async Task A_backup_that_is_made_while_the_application_works_is_what_was_there_at_one_moment()
    {
        await using var inbox = _temporary.Open();
        await AcceptAsync(inbox, "before", 200);
        var accepted = 200;
        using var stop = new CancellationTokenSource();
        var traffic = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await inbox.AcceptAsync(_temporary.Delivery($"during-{accepted}", bodyBytes: 500), default);
                Interlocked.Increment(ref accepted);
            }
        });

        var least = Volatile.Read(ref accepted);
        var content = await Maintenance.BackupAsync(Backup);
        var most = Volatile.Read(ref accepted) + 1; // one may be committed and not counted
        await stop.CancelAsync();
        await traffic;

        content.IsSound.Should().BeTrue();
        content.Pending.Should().BeInRange(least, most);
        content.RememberedIds.Should().Be(content.Pending);
        Directory.GetFiles(_temporary.Folder).Should().NotContain(file => file.EndsWith(".partial", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Backup).Should().Be(File.GetUnixFileMode(_temporary.File));
        }
    }

    [Fact]
    public async Task What_is_restored_is_what_was_backed_up_and_what_was_there_is_kept_with_its_wal()
    {
        await using (var inbox = _temporary.Open())
        {
            await AcceptAsync(inbox, "before", 5);
            await Maintenance.BackupAsync(Backup);
            await AcceptAsync(inbox, "after", 3);
        }

        using var crashed = new TemporaryInbox(_temporary.Time); // a file with a -wal is in its place
        await using (var inbox = crashed.Open())
        {
            await AcceptAsync(inbox, "other", 7);
            using var copy = crashed.CopyAsAfterCrash();
            File.Copy(copy.File, _temporary.File, overwrite: true);
            File.Copy(copy.File + "-wal", _temporary.File + "-wal");
        }

        var previous = await Maintenance.RestoreAsync(Backup);

        previous.Should().Be(_temporary.File + ".before-restore-20261123T120000Z");
        var log = new RecordedLog<SqliteInbox>();
        await using (var restored = _temporary.Open(log: log))
        {
            (await restored.GetStatisticsAsync()).Pending.Should().Be(5);
            (await restored.AcceptAsync(_temporary.Delivery("before-0"), default)).Should().Be(AcceptOutcome.Duplicate);
            (await restored.AcceptAsync(_temporary.Delivery("after-0"), default)).Should().Be(AcceptOutcome.Accepted, "it was accepted after the backup");
        }

        log.Messages.Should().NotContainMatch("*was not closed*", "it was checked when it was restored");
        var kept = new SqliteInboxMaintenance(new() { ConnectionString = $"Data Source={previous}" });
        (await kept.CheckAsync()).Pending.Should().Be(7);
    }

    [Fact]
    public async Task A_backup_is_restored_where_there_is_no_file()
    {
        await using (var inbox = _temporary.Open())
        {
            await AcceptAsync(inbox, "evt", 4);
            await Maintenance.BackupAsync(Backup);
        }

        using var elsewhere = new TemporaryInbox(_temporary.Time);
        (await new SqliteInboxMaintenance(elsewhere.Options).RestoreAsync(Backup)).Should().BeNull();

        await using var restored = elsewhere.Open();
        (await restored.GetStatisticsAsync()).Pending.Should().Be(4);
    }

    [Fact]
    public async Task Nothing_is_restored_while_the_application_runs_or_from_what_is_no_sound_inbox()
    {
        await using (var inbox = _temporary.Open())
        {
            await AcceptAsync(inbox, "evt", 200);
            await Maintenance.BackupAsync(Backup);
            await Refused(() => Maintenance.RestoreAsync(Backup), "*is in use. Stop the application first. Nothing was done.");
            await Refused(() => Maintenance.RestoreAsync(_temporary.File), "*is the file of the inbox itself*");
        }

        var before = await File.ReadAllBytesAsync(_temporary.File);
        await Refused(() => Maintenance.RestoreAsync(Backup + "-of-sunday"), "There is no file*");
        await File.WriteAllTextAsync(Backup + "2", new string('x', 5_000));
        await Refused(() => Maintenance.RestoreAsync(Backup + "2"), $"{Backup}2 is not a SQLite database*");
        await using (var damaged = new FileStream(Backup, FileMode.Open))
        {
            damaged.Position = damaged.Length / 2;
            await damaged.WriteAsync(new byte[10_000]);
        }

        await Refused(() => Maintenance.RestoreAsync(Backup), "*is damaged*nothing was copied*");
        (await File.ReadAllBytesAsync(_temporary.File)).Should().Equal(before);
        await using var still = _temporary.Open();
        (await still.GetStatisticsAsync()).Pending.Should().Be(200);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-wal")]
    public async Task A_backup_replaces_nothing(string suffix)
    {
        await (_temporary.Open().DisposeAsync());
        await File.WriteAllTextAsync(Backup + suffix, "");

        await Refused(() => Maintenance.BackupAsync(Backup), $"{Backup}{suffix} is there already*");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_restoration_that_is_interrupted_leaves_a_file_that_is_refused_until_it_is_restored(int steps)
    {
        await using (var inbox = _temporary.Open())
        {
            await AcceptAsync(inbox, "evt", 4);
            await Maintenance.BackupAsync(Backup);
        }

        // As Restoration does it, up to the step at which it is interrupted.
        using (var lockFile = LockFile.Acquire(_temporary.File))
        {
            LastEnd.NoteRestoration(lockFile);
            var moves = new (string From, string To)[] { (_temporary.File, _temporary.File + ".old"), (Backup, _temporary.File), (_temporary.File, Backup) };
            moves.Take(steps).ToList().ForEach(move => File.Move(move.From, move.To));
        }

        _temporary.Invoking(files => files.Open()).Should().Throw<SqliteInboxException>().WithMessage("*was interrupted. Run "
            + "eightbit-webhooks inbox restore again*");
        _temporary.Invoking(files => files.Open()).Should().Throw<SqliteInboxException>("it stays refused").WithMessage("*was interrupted*");

        var backup = File.Exists(Backup) ? Backup : _temporary.File + ".old";
        await Maintenance.RestoreAsync(backup);
        await using var restored = _temporary.Open();
        (await restored.GetStatisticsAsync()).Pending.Should().Be(4);
    }

    [Fact]
    public async Task A_check_finds_an_index_that_does_not_fit_its_table_and_changes_nothing()
    {
        await using (var inbox = _temporary.Open())
        {
            await AcceptAsync(inbox, "evt", 4);
        }

        (await Maintenance.CheckAsync()).Should().BeEquivalentTo(
            new { IsSound = true, Pending = 4L, DeadLetters = 0L, RememberedIds = 4L, ProblemsWithoutWal = (IReadOnlyList<string>?)null });
        var changed = await File.ReadAllBytesAsync(_temporary.File);
        "evt-9"u8.CopyTo(changed.AsSpan(changed.AsSpan().IndexOf("evt-3"u8))); // in a table or in an index of it
        await File.WriteAllBytesAsync(_temporary.File, changed);

        var check = await Maintenance.CheckAsync();

        check.IsSound.Should().BeFalse();
        check.Problems.Should().ContainMatch("*index*");
        _temporary.Invoking(files => files.Open()).Should().Throw<SqliteInboxException>().WithMessage("*is damaged*index*");
        (await File.ReadAllBytesAsync(_temporary.File)).Should().Equal(changed);
    }

    [Fact]
    public async Task A_check_says_whether_the_wal_is_to_blame()
    {
        await using var inbox = _temporary.Open();
        await AcceptAsync(inbox, "before", 400);
        await Maintenance.BackupAsync(Backup);
        foreach (var lease in (await inbox.ClaimAsync(200, TimeSpan.FromHours(1), default)).Leases)
        {
            await inbox.SettleAsync(lease, Settlement.Completed.Instance, default);
        }

        _temporary.Sql("PRAGMA wal_checkpoint(RESTART)"); // so that the -wal does not hold everything there is
        await AcceptAsync(inbox, "after", 400);
        using var crashed = _temporary.CopyAsAfterCrash();
        File.Copy(Backup, crashed.File, overwrite: true);

        var check = await new SqliteInboxMaintenance(crashed.Options).CheckAsync();

        check.Problems.Should().NotBeEmpty();
        check.ProblemsWithoutWal.Should().BeEmpty("the file alone is the backup");
    }

    private static async Task Refused<T>(Func<Task<T>> action, string message)
        => await action.Should().ThrowAsync<SqliteInboxException>().WithMessage(message);

    private async Task AcceptAsync(SqliteInbox inbox, string prefix, int events)
        => await Task.WhenAll(Enumerable.Range(0, events).Select(i => inbox.AcceptAsync(_temporary.Delivery($"{prefix}-{i}", bodyBytes: 500), default).AsTask()));
}
