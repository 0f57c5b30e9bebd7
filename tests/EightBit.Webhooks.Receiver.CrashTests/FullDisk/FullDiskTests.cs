using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.CrashTests.FullDisk;

/// <summary>A disk that fills up under the inbox.</summary>
[Trait("Category", "Slow")]
public sealed class FullDiskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eightbit-full-").FullName;
    private readonly ITestOutputHelper _output;

    public FullDiskTests(ITestOutputHelper output) => _output = output;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [RootTheory]
    [InlineData(0, "the disk is full")]
    [InlineData(3 * 1024 * 1024, "less than MinFreeDiskBytes (3145728)")]
    public async Task While_the_disk_is_full_deliveries_are_answered_503_and_nothing_is_lost(int floor, string logged)
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 12, ballastMegabytes: 4);
        await using var target = new Target(disk.Folder)
            .Set("Target:Effects", Path.Combine(_folder, "effects.txt"))
            .Set("EightBit:Webhooks:Sqlite:MinFreeDiskBytes", $"{floor}")
            .Set("EightBit:Webhooks:Processing:MaxConcurrency", "1");
        target.EffectsFolder = _folder;
        var ledger = new Ledger(target.Http);
        await target.StartAsync();
        await ledger.SendUntilAcknowledgedAsync("hold-0", "hold", "hangs"); // so that nothing is worked off meanwhile

        var content = new string('x', 50_000);
        var sent = 0;
        int status;
        while ((status = await ledger.TrySendAsync($"fill-{sent}", "fill", content)) == 200)
        {
            await ledger.SendUntilAcknowledgedAsync($"fill-{sent}", "fill", content); // a duplicate, which is what puts it on the ledger
            sent++;
            sent.Should().BeLessThan(1_000);
        }

        status.Should().Be(503);
        await target.WhenPrintedAsync(logged);
        (await target.StateAsync()).Statistics.Pending.Should().Be(sent + 1, "what was turned away has left no trace");

        disk.MakeRoom();
        await ledger.SendUntilAcknowledgedAsync($"fill-{sent}", "fill", content);
        await target.KillAsync();
        await target.StartAsync();
        await target.WhenIdleAsync();

        var reckoning = Reckoning.Of(ledger, target, await target.StateAsync());
        (await target.TerminateAsync()).Should().Be(0);
        Report.Write(_output, $"disk full after {sent} events of 50 KB, {reckoning}");
        reckoning.Acknowledged.Should().Be(sent + 2);
        reckoning.Lost.Should().Be(0);
        Reckoning.Rows(target.Database)["inbox"].Should().Be(0);
    }

    [RootTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task On_a_read_only_disk_the_start_ends_with_a_message(bool existing)
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 8, ballastMegabytes: 1);
        await using var target = new Target(disk.Folder).Set("Target:Effects", Path.Combine(_folder, "effects.txt"));
        if (existing)
        {
            await target.StartAsync();
            (await target.TerminateAsync()).Should().Be(0);
        }

        await disk.MakeReadOnlyAsync();

        var failure = await target.Invoking(t => t.StartAsync()).Should().ThrowAsync<InvalidOperationException>();
        failure.Which.Message.Should().Contain("cannot be written").And.Contain("read-only");
    }
}
