using EightBit.Webhooks.Receiver.CrashTests.FullDisk;

namespace EightBit.Webhooks.Receiver.CrashTests.Mounts;

/// <summary>
/// The paths of the inbox lead to other files than those that are open, or to none: what is acknowledged then is lost with the
/// process.
/// </summary>
[Trait("Category", "Slow")]
public sealed class SwappedFileTests : IDisposable
{
    private const string Noticed = "are not the files that the inbox has open";

    private readonly string _folder = Directory.CreateTempSubdirectory("eightbit-swap-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [RootTheory]
    [InlineData(false)]
    // The same files with the same names, and with the same inode numbers where the file system counts them from the beginning
    [InlineData(true)]
    public async Task While_a_volume_is_swapped_under_the_file_nothing_is_accepted(bool copied)
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 16, ballastMegabytes: 1);
        await using var target = new Target(disk.Folder).Set("Target:Effects", Path.Combine(_folder, "effects.txt"));
        target.EffectsFolder = _folder;
        target.Through = MountNamespace.With("true");
        var ledger = new Ledger(target.Http);
        await target.StartAsync();
        await ledger.SendUntilAcknowledgedAsync("c-0", "c", "hello");
        await target.WhenIdleAsync();

        var copy = copied ? $"cp {disk.Folder}/* $other/" : "true";
        var other = Directory.CreateDirectory(Path.Combine(_folder, "other")).FullName;
        await MountNamespace.InAsync(
            target.ProcessId, "sh", "-ec", $"other={other}; mount -t tmpfs none $other; {copy}; mount --move $other "
                + $"{disk.Folder}");
        (await ledger.TrySendAsync("c-1", "c", "hello")).Should().Be(503);
        await target.WhenPrintedAsync(Noticed);

        await MountNamespace.InAsync(target.ProcessId, "umount", disk.Folder);
        (await ledger.TrySendAsync("c-1", "c", "hello")).Should().Be(200, "the volume is back");
        await target.WhenIdleAsync();
        (await target.TerminateAsync()).Should().Be(0);
        target.Effects().Select(effect => effect.EventId).Should().Equal("c-0", "c-1");
    }

    [LinuxTheory]
    [InlineData("rm webhooks.db-wal")]
    [InlineData("rm webhooks.db-shm")]
    [InlineData("rm webhooks.db.lock")]
    [InlineData("rm webhooks.db-wal webhooks.db-shm")]
    public async Task While_a_file_beside_the_database_is_missing_nothing_is_accepted_and_what_was_accepted_is_kept(string command)
    {
        await using var target = new Target(_folder);
        var ledger = new Ledger(target.Http);
        await target.StartAsync();
        await ledger.SendUntilAcknowledgedAsync("c-0", "c", "hello");
        await target.WhenIdleAsync();

        await MountNamespace.RunAsync("sh", "-ec", $"cd {_folder}; {command}");
        (await ledger.TrySendAsync("c-1", "c", "hello")).Should().Be(503);
        await target.WhenPrintedAsync(Noticed);
        (await target.TerminateAsync()).Should().Be(0);

        await target.StartAsync();
        (await ledger.TrySendAsync("c-0", "c", "hello")).Should().Be(200);
        (await ledger.TrySendAsync("c-1", "c", "hello")).Should().Be(200);
        await target.WhenIdleAsync();
        (await target.TerminateAsync()).Should().Be(0);
        target.Effects().Select(effect => effect.EventId).Should().Equal(["c-0", "c-1"], "the id of c-0 is remembered");
    }

    [LinuxTheory]
    [InlineData("rm webhooks.db")]
    [InlineData("mv webhooks.db away")]
    [InlineData("cp webhooks.db copy; mv copy webhooks.db")]
    public async Task While_the_database_is_another_file_nothing_is_accepted(string command)
    {
        await using var target = new Target(_folder);
        var ledger = new Ledger(target.Http);
        await target.StartAsync();
        await ledger.SendUntilAcknowledgedAsync("c-0", "c", "hello");
        await target.WhenIdleAsync();

        await MountNamespace.RunAsync("sh", "-ec", $"cd {_folder}; {command}");

        (await ledger.TrySendAsync("c-1", "c", "hello")).Should().Be(503);
        await target.WhenPrintedAsync(Noticed);
    }
}
