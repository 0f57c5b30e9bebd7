using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.CrashTests.PowerLoss;

/// <summary>What is left when the power goes: only what had been synchronised with the disk.</summary>
[Trait("Category", "Slow")]
public sealed class PowerLossTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eightbit-power-").FullName;
    private readonly ITestOutputHelper _output;

    public PowerLossTests(ITestOutputHelper output) => _output = output;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Full")]
    [InlineData("Normal")]
    public async Task After_a_power_loss_everything_acknowledged_is_there_with_Full_and_only_with_Full(string synchronous)
    {
        var watched = Directory.CreateDirectory(Path.Combine(_folder, "data")).FullName;
        var shadow = await FsyncShadow.BuildAsync(watched, _folder);
        await using var target = new Target(watched)
            .Set("EightBit:Webhooks:Sqlite:Synchronous", synchronous)
            .Set("EightBit:Webhooks:Processing:MaxConcurrency", "1");
        shadow.LoadInto(target);
        var ledger = new Ledger(target.Http);
        await target.StartAsync();

        // The only worker is held, so that whatever is missing afterwards has had no effect either.
        await ledger.SendUntilAcknowledgedAsync("hold-0", "hold", "hangs");
        using var stop = new CancellationTokenSource();
        var senders = Enumerable.Range(0, 8).Select(conversation => ledger.ConverseAsync(conversation, stop.Token)).ToList();
        var waiting = System.Diagnostics.Stopwatch.StartNew();
        while (ledger.Acknowledged.Count < 300)
        {
            waiting.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60));
            await Task.Delay(5);
        }

        await target.KillAsync();
        var acknowledged = ledger.Acknowledged;
        var cut = shadow.CutBack(target.Database);
        await stop.CancelAsync();

        // The senders are in the middle of a delivery that nobody has acknowledged; it is sent again after the restart.
        await target.StartAsync();
        await Task.WhenAll(senders);
        await target.WhenIdleAsync();

        var done = target.Effects().Select(effect => effect.EventId).ToHashSet();
        var lost = acknowledged.Count(id => !done.Contains(id));
        Report.Write(
            _output,
            $"power loss with synchronous={synchronous}: acknowledged {acknowledged.Count}, lost {lost}, bytes of the log never synchronised {cut}");
        if (synchronous == "Full")
        {
            lost.Should().Be(0);
        }
        else
        {
            lost.Should().BePositive("otherwise this test could not tell the difference");
        }
    }
}
