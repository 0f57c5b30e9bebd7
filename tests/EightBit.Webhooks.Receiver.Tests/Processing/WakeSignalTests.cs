using EightBit.Webhooks.Receiver.Processing;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class WakeSignalTests
{
    [Fact]
    public async Task WaitAsync_SetBeforeOrAfter_Wakes()
    {
        var signal = new WakeSignal();
        signal.Set();
        signal.Set();
        await signal.WaitAsync(CancellationToken.None);

        signal.Reset();
        var waiting = signal.WaitAsync(CancellationToken.None);
        waiting.IsCompleted.Should().BeFalse("both settings were taken back by one reset");
        signal.Set();
        await waiting;
    }

    [Fact]
    public async Task WaitAsync_Cancelled_Ends()
    {
        using var stop = new CancellationTokenSource();
        var waiting = new WakeSignal().WaitAsync(stop.Token);

        await stop.CancelAsync();

        await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<OperationCanceledException>();
    }
}
