using EightBit.Webhooks.Receiver.Processing;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class WorkSlotsTests
{
    [Theory]
    [InlineData(5, 3, 3)]
    [InlineData(5, 5, 5)]
    [InlineData(5, 9, 5)]
    public async Task TakeAsync_SomeAreFree_TakesNoMoreThanThereAre(int free, int max, int taken)
        => (await new WorkSlots(free).TakeAsync(max, CancellationToken.None)).Should().Be(taken);

    [Fact]
    public async Task TakeAsync_NoneIsFree_WaitsForARelease()
    {
        var slots = new WorkSlots(2);
        await slots.TakeAsync(2, CancellationToken.None);
        var taking = slots.TakeAsync(2, CancellationToken.None).AsTask();
        taking.IsCompleted.Should().BeFalse();

        slots.Release(1);

        (await taking.WaitAsync(TimeSpan.FromSeconds(30))).Should().Be(1);
    }

    [Fact]
    public async Task TakeAsync_SeveralWait_EachIsServedInTheEnd()
    {
        var slots = new WorkSlots(1);
        await slots.TakeAsync(1, CancellationToken.None);
        var first = slots.TakeAsync(1, CancellationToken.None).AsTask();
        var second = slots.TakeAsync(1, CancellationToken.None).AsTask();

        slots.Release(1);
        await (await Task.WhenAny(first, second)).WaitAsync(TimeSpan.FromSeconds(30));
        (first.IsCompleted && second.IsCompleted).Should().BeFalse("there was one place");
        slots.Release(1);

        await Task.WhenAll(first, second).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task TakeAsync_CancelledWhileItWaits_TakesNothing()
    {
        var slots = new WorkSlots(1);
        await slots.TakeAsync(1, CancellationToken.None);
        using var cancelled = new CancellationTokenSource();
        var taking = slots.TakeAsync(1, cancelled.Token).AsTask();

        await cancelled.CancelAsync();
        await taking.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        slots.Release(1);

        (await slots.TakeAsync(9, CancellationToken.None)).Should().Be(1);
    }
}
