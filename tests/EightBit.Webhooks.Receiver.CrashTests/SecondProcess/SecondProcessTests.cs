using EightBit.Webhooks.Receiver.CrashTests.FullDisk;
using EightBit.Webhooks.Receiver.CrashTests.Mounts;

namespace EightBit.Webhooks.Receiver.CrashTests.SecondProcess;

/// <summary>However the file is named and whatever locks do, a second process does not get it.</summary>
[Trait("Category", "Slow")]
public sealed class SecondProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eightbit-second-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_file_locking_is_switched_off_the_start_ends_with_a_message(bool beside)
    {
        await using var first = new Target(_folder);
        await using var second = Second("webhooks.db").Set("env:DOTNET_SYSTEM_IO_DISABLEFILELOCKING", "1");
        if (beside)
        {
            await first.StartAsync();
        }

        (await FailureAsync(second)).Should().Contain("webhooks.db.lock cannot be locked").And.Contain("DOTNET_SYSTEM_IO_DISABLEFILELOCKING");
    }

    [Theory]
    [InlineData("ln -s webhooks.db second.db", "second.db")]
    [InlineData("ln -s . folder", "folder/webhooks.db")]
    [InlineData("mkdir -p deep/er; ln -s deep/er link; ln -s ../../webhooks.db deep/er/second.db", "link/second.db")]
    [InlineData("ln -s webhooks.db one; ln -s one two", "./two")]
    public async Task Under_the_name_of_a_symbolic_link_the_file_is_in_use(string command, string name)
    {
        await using var first = new Target(_folder);
        await first.StartAsync();
        await MountNamespace.RunAsync("sh", "-ec", $"cd {_folder}; {command}");
        await using var second = Second(name);

        (await FailureAsync(second)).Should().Contain("webhooks.db is in use by another process");
    }

    [LinuxFact]
    public async Task A_file_with_a_second_name_is_refused()
    {
        await using var first = new Target(_folder);
        await first.StartAsync();
        await MountNamespace.RunAsync("ln", first.Database, Path.Combine(_folder, "second.db"));
        await using var second = Second("second.db");

        (await FailureAsync(second)).Should().Contain("second.db has 2 names").And.Contain("hard link");
    }

    [RootTheory]
    [InlineData("mkdir -p volume; mount --bind . volume", "volume/webhooks.db", "webhooks.db is in use by another process")]
    [InlineData("mkdir -p other; touch other/second.db; mount --bind webhooks.db other/second.db", "other/second.db", "second.db is mounted by itself")]
    public async Task Under_the_name_of_another_mount_the_file_is_refused(string mounts, string name, string message)
    {
        await using var first = new Target(_folder);
        await first.StartAsync();
        await using var second = Second(name);
        second.Through = MountNamespace.With($"(cd {_folder}; {mounts})");

        (await FailureAsync(second)).Should().Contain(message);
    }

    [LinuxFact]
    public async Task When_the_lock_is_deleted_and_a_second_process_starts_the_first_takes_nothing_any_more()
    {
        await using var first = new Target(_folder);
        await using var second = Second("webhooks.db");
        await first.StartAsync();
        File.Delete(first.Database + ".lock");
        await second.StartAsync();

        (await new Ledger(first.Http).TrySendAsync("c-0", "c", "hello")).Should().Be(503);
        (await new Ledger(second.Http).TrySendAsync("c-0", "c", "hello")).Should().Be(200);
        await second.WhenIdleAsync();
        (await first.TerminateAsync()).Should().Be(0);
        (await new Ledger(second.Http).TrySendAsync("c-1", "c", "hello")).Should().Be(200, "the end of the first is no end of "
            + "the second's lock");
        await second.WhenIdleAsync();
        (await second.TerminateAsync()).Should().Be(0);

        second.Effects().Select(effect => effect.EventId).Should().Equal("c-0", "c-1");
        first.Effects().Should().BeEmpty();
        File.Exists(first.Database + "-wal").Should().BeFalse("what was in it is in the database");
    }

    private Target Second(string name) => new Target(_folder, "-of-the-second").Set("Target:Database", Path.Combine(_folder, name));

    private static async Task<string> FailureAsync(Target second)
        => (await second.Invoking(target => target.StartAsync()).Should().ThrowAsync<InvalidOperationException>()).Which.Message;
}
