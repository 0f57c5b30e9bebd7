using EightBit.Webhooks.Receiver.CrashTests.FullDisk;
using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.CrashTests.Mounts;

/// <summary>A volume that can be written, and around it as little as possible.</summary>
[Trait("Category", "Slow")]
public sealed class HardenedContainerTests
{
    private readonly ITestOutputHelper _output;

    public HardenedContainerTests(ITestOutputHelper output) => _output = output;

    public static TheoryData<bool, bool, bool, int> Surroundings()
    {
        var all = new TheoryData<bool, bool, bool, int>();
        for (var number = 0; number < 16; number++)
        {
            all.Add((number & 1) != 0, (number & 2) != 0, (number & 4) != 0, (number & 8) != 0 ? 6_000 : 30);
        }

        return all;
    }

    [RootTheory]
    [MemberData(nameof(Surroundings))]
    public async Task However_many_events_are_due_at_once_they_are_all_handled(bool readOnlyRoot, bool smallSharedMemory, bool otherUser, int events)
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 128, ballastMegabytes: 1);
        await using var target = new Target(disk.Folder);
        await target.StartAsync();
        (await target.TerminateAsync()).Should().Be(0);
        SeededInbox.AddDueRetries(target.Database, events);
        if (otherUser)
        {
            await MountNamespace.RunAsync("chown", "-R", $"{MountNamespace.OtherUser}", disk.Folder);
        }

        var mounts = string.Join('\n', new[] { smallSharedMemory ? MountNamespace.SmallSharedMemory : "true", readOnlyRoot ? MountNamespace.ReadOnlyRoot : "true" });
        target.Through = MountNamespace.With(mounts, otherUser);
        var ledger = new Ledger(target.Http);
        await target.StartAsync();
        await ledger.SendUntilAcknowledgedAsync("new-0", "new", "hello");
        await target.WhenIdleAsync();

        target.Effects().Select(effect => effect.EventId).Distinct().Should().HaveCount(events + 1);
        Report.Write(_output, $"read-only root {readOnlyRoot}, small /dev/shm {smallSharedMemory}, other user {otherUser}: "
            + $"{events} due at once, all handled");
        (await target.TerminateAsync()).Should().Be(0);
    }

    [RootTheory]
    [InlineData("webhooks.db")]
    [InlineData("webhooks.db-wal")]
    [InlineData("webhooks.db-shm")]
    [InlineData("webhooks.db.lock")]
    public async Task A_file_that_is_mounted_by_itself_is_refused_with_what_to_do(string file)
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 16, ballastMegabytes: 1);
        await using var target = new Target(disk.Folder);
        await target.StartAsync();
        (await target.TerminateAsync()).Should().Be(0);
        var path = Path.Combine(disk.Folder, file);
        var elsewhere = Path.Combine(disk.Folder, "elsewhere");

        target.Through = MountNamespace.With($"touch {path} {elsewhere}\nmount --bind {elsewhere} {path}");
        var failure = await target.Invoking(t => t.StartAsync()).Should().ThrowAsync<InvalidOperationException>();

        failure.Which.Message.Should().Contain($"{file} is mounted by itself").And.Contain("Mount the folder");
    }

    [RootTheory]
    [InlineData("")]
    [InlineData("-wal")]
    [InlineData("-shm")]
    [InlineData(".lock")]
    public async Task A_file_that_the_user_may_not_write_is_refused_with_what_to_do(string suffix)
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 16, ballastMegabytes: 1);
        await using var target = new Target(disk.Folder);
        var ledger = new Ledger(target.Http);
        await target.StartAsync();
        await ledger.SendUntilAcknowledgedAsync("before-0", "before", "hello");
        await target.WhenIdleAsync();
        await target.KillAsync();
        await MountNamespace.RunAsync("chown", "-R", $"{MountNamespace.OtherUser}", disk.Folder);
        await MountNamespace.RunAsync("chown", "0", target.Database + suffix);

        target.Through = MountNamespace.With("true", otherUser: true);
        var failure = await target.Invoking(t => t.StartAsync()).Should().ThrowAsync<InvalidOperationException>();

        failure.Which.Message.Should().Contain("SqliteInboxException").And.Contain("write permission");
    }

    [RootTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Files_that_a_user_may_write_in_a_folder_that_he_may_not_are_refused_or_kept(bool afterCrash)
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 16, ballastMegabytes: 1);
        var effects = Directory.CreateDirectory(Path.Combine(disk.Folder, "effects")).FullName;
        await using var target = new Target(disk.Folder) { EffectsFolder = effects }.Set("Target:Effects", Path.Combine(effects, "effects.txt"));
        var ledger = new Ledger(target.Http);
        await target.StartAsync();
        await ledger.SendUntilAcknowledgedAsync("c-0", "c", "hello");
        await target.WhenIdleAsync();
        await (afterCrash ? target.KillAsync() : target.TerminateAsync());
        await MountNamespace.RunAsync("sh", "-ec", $"chown -R {MountNamespace.OtherUser} {disk.Folder}; chown 0 "
            + $"{disk.Folder}; chmod 755 {disk.Folder}");

        target.Through = MountNamespace.With("true", otherUser: true);
        if (!afterCrash)
        {
            var failure = await target.Invoking(t => t.StartAsync()).Should().ThrowAsync<InvalidOperationException>("there is no -wal, and none can be made");
            failure.Which.Message.Should().Contain("write permission on the folder");
            return;
        }

        for (var number = 1; number < 4; number++)
        {
            await target.StartAsync(); // with the -wal that is there, which cannot be deleted
            await ledger.SendUntilAcknowledgedAsync($"c-{number}", "c", "hello");
            await target.WhenIdleAsync();
            (await target.TerminateAsync()).Should().Be(0);
        }

        target.Effects().Select(effect => effect.EventId).Should().Equal("c-0", "c-1", "c-2", "c-3");
    }

    /// <summary>As where an image has a database in it, and no volume is mounted.</summary>
    [RootFact]
    public async Task In_the_layer_of_a_container_it_works_with_a_warning()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 64, ballastMegabytes: 1);
        await using var target = new Target(disk.Folder);
        var ledger = new Ledger(target.Http);
        await target.StartAsync();
        await ledger.SendUntilAcknowledgedAsync("c-0", "c", "hello");
        await target.WhenIdleAsync();
        (await target.TerminateAsync()).Should().Be(0);

        await using var upper = await SmallDisk.MountAsync(megabytes: 64, ballastMegabytes: 1);
        target.Through = MountNamespace.With(
            $"mkdir {upper.Folder}/upper {upper.Folder}/work\n"
            + $"mount -t overlay -o lowerdir={disk.Folder},upperdir={upper.Folder}/upper,workdir={upper.Folder}/work none "
            + $"{disk.Folder}");
        await target.StartAsync();
        await ledger.SendUntilAcknowledgedAsync("c-0", "c", "hello");
        await ledger.SendUntilAcknowledgedAsync("c-1", "c", "hello");
        await target.WhenIdleAsync();
        (await target.TerminateAsync()).Should().Be(0);

        target.Output.Should().Contain("is on a file system (overlay) that goes with the machine or the container").And.NotContain("crit:");
        Reckoning.Rows(Path.Combine(upper.Folder, "upper", "webhooks.db"))["seen"].Should().Be(2, "the id that the layer "
            + "below has is known");
    }
}
