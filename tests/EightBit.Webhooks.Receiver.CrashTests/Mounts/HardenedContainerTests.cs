using EightBit.Webhooks.Receiver.CrashTests.FullDisk;
using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.CrashTests.Mounts;

/// <summary>A volume that can be written, and around it as little as possible.</summary>
[Trait("Category", "Slow")]
public sealed class HardenedContainerTests
{
    private readonly ITestOutputHelper _output;

    public HardenedContainerTests(ITestOutputHelper output) => _output = output;

    [RootTheory]
    [InlineData(true, false, false, 30)]
    [InlineData(true, false, false, 6_000)]
    [InlineData(false, true, false, 6_000)]
    [InlineData(false, false, true, 6_000)]
    [InlineData(true, true, false, 6_000)]
    [InlineData(true, false, true, 6_000)]
    [InlineData(false, true, true, 6_000)]
    [InlineData(true, true, true, 30)]
    [InlineData(true, true, true, 6_000)]
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
        Report.Write(_output, $"read-only root {readOnlyRoot}, small /dev/shm {smallSharedMemory}, other user {otherUser}: {events} due at once, all handled");
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
}
