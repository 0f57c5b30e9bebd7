using EightBit.Webhooks.Receiver.Sqlite.Opening;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests.Opening;

public sealed class FilePlacementTests : IDisposable
{
    private readonly TemporaryInbox _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("link.db", "webhooks.db")]
    [InlineData("link.db", "{0}/webhooks.db")]
    [InlineData("link.db", "./folder/../webhooks.db")]
    [InlineData("folder/link.db", "../webhooks.db")]
    public async Task A_symbolic_link_leads_to_the_lock_of_the_file(string link, string target)
    {
        Directory.CreateDirectory(Path.Combine(_temporary.Folder, "folder"));
        File.CreateSymbolicLink(Path.Combine(_temporary.Folder, link), string.Format(System.Globalization.CultureInfo.InvariantCulture, target, _temporary.Folder));
        Action open = () => _temporary.Open(options => options.ConnectionString = $"Data Source={_temporary.Folder}/{link}");
        await using (var throughTheLink = _temporary.Open(options => options.ConnectionString = $"Data Source={_temporary.Folder}/{link}"))
        {
            File.Exists(_temporary.File).Should().BeTrue("the link led to a file that was not there yet");
            _temporary.Invoking(files => files.Open()).Should().Throw<SqliteInboxException>().WithMessage($"{_temporary.File} "
                + "is in use*");
        }

        await using var first = _temporary.Open();
        open.Should().Throw<SqliteInboxException>().WithMessage($"{_temporary.File} is in use*");
    }

    [Fact]
    public void Links_in_a_circle_are_refused()
    {
        File.CreateSymbolicLink(_temporary.File, _temporary.File + "2");
        File.CreateSymbolicLink(_temporary.File + "2", _temporary.File);

        _temporary.Invoking(files => files.Open()).Should().Throw<SqliteInboxException>().WithMessage("*too many symbolic links*");
    }

    [Theory]
    [InlineData("-wal")]
    [InlineData("-shm")]
    [InlineData(".lock")]
    public void A_link_in_the_place_of_a_file_beside_the_database_is_refused(string suffix)
    {
        File.CreateSymbolicLink(_temporary.File + suffix, Path.Combine(_temporary.Folder, "elsewhere"));

        _temporary.Invoking(files => files.Open()).Should().Throw<SqliteInboxException>().WithMessage($"{_temporary.File}{suffix} is a symbolic link*");
    }

    [LinuxTheory]
    [InlineData("")]
    [InlineData("-wal")]
    [InlineData(".lock")]
    public async Task A_file_with_two_names_is_refused(string suffix)
    {
        await (_temporary.Open().DisposeAsync());
        await File.AppendAllTextAsync(_temporary.File + suffix, "");
        await ChildProcess.RunAsync(TimeSpan.FromMinutes(1), "ln", _temporary.File + suffix, Path.Combine(_temporary.Folder, "second"));

        _temporary.Invoking(files => files.Open()).Should().Throw<SqliteInboxException>().WithMessage($"{_temporary.File}{suffix} has 2 names*");
    }

    /// <summary>This machine mounts no such file system; what can be tried here is which names count as one.</summary>
    [Theory]
    [InlineData("nfs", true)]
    [InlineData("nfs4", true)]
    [InlineData("cifs", true)]
    [InlineData("fuse.sshfs", true)]
    [InlineData("ext4", false)]
    [InlineData("overlay", false)]
    [InlineData("tmpfs", false)]
    [InlineData("", false)]
    public void File_systems_that_machines_share_are_known_by_name(string format, bool shared)
        => FilePlacement.IsSharedByMachines(format).Should().Be(shared);

    [Fact]
    public async Task No_temporary_folder_is_needed()
    {
        await using var inbox = _temporary.Open();

        using var pragma = inbox.Writer.CreateCommand();
        pragma.CommandText = "PRAGMA temp_store";
        pragma.ExecuteScalar().Should().Be(2L);
        (await inbox.ReadAsync(
            reader =>
            {
                using var command = reader.CreateCommand();
                command.CommandText = "PRAGMA temp_store";
                return command.ExecuteScalar();
            },
            default)).Should().Be(2L);
    }

    [Fact]
    public async Task However_many_retries_are_due_they_become_ready_a_thousand_at_a_time()
    {
        await using var inbox = _temporary.Open();
        const int Events = 2_500;
        await Task.WhenAll(Enumerable.Range(0, Events).Select(i => inbox.AcceptAsync(_temporary.Delivery($"evt-{i}"), default).AsTask()));
        foreach (var lease in (await inbox.ClaimAsync(Events, TimeSpan.FromHours(1), default)).Leases)
        {
            await inbox.SettleAsync(lease, new Inbox.Settlement.Retry(TimeSpan.FromMinutes(1), lease.Progress, "no"), default);
        }

        _temporary.Time.Advance(TimeSpan.FromMinutes(2));

        (await inbox.ClaimAsync(10, TimeSpan.FromHours(1), default)).NextDue.Should().Be(TimeSpan.Zero, "more are due at once");
        (await inbox.GetStatisticsAsync()).AwaitingRetry.Should().Be(Events - 1_000);
        (await inbox.ClaimAsync(Events, TimeSpan.FromHours(1), default)).Leases.Should().HaveCount(Events - 10);
    }
}
