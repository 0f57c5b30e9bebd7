using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Processing;
using EightBit.Webhooks.Receiver.Threads;
using Microsoft.Extensions.Logging.Abstractions;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class RunningEventTests : IDisposable
{
    private readonly ThreadWatch _watch = new(places: 1, NullLogger<ThreadWatch>.Instance);
    private readonly InboxLease _lease = new(1, 2, 3, Deliveries.Of("{}"), HandlerProgress.None);

    public void Dispose() => _watch.Dispose();

    [Fact]
    public void TryBeginSettling_AskedTwice_IsGrantedOnce()
    {
        var running = new RunningEvent(_lease, _watch);
        running.IsSettling.Should().BeFalse();

        running.TryBeginSettling().Should().BeTrue();
        running.TryBeginSettling().Should().BeFalse();
        running.IsSettling.Should().BeTrue();
    }

    [Fact]
    public void Lose_WhileItRuns_InterruptsItsHandler()
    {
        using var stop = new CancellationTokenSource();
        var running = new RunningEvent(_lease, _watch);
        running.Begin(new HandlerRun("handler", default, stop));

        running.Lose();

        running.IsLost.Should().BeTrue();
        running.IsInterrupted.Should().BeTrue();
        stop.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public void Begin_AlreadyInterrupted_StopsTheHandlerAtOnce()
    {
        using var stop = new CancellationTokenSource();
        var running = new RunningEvent(_lease, _watch);
        running.Interrupt();

        running.Begin(new HandlerRun("handler", default, stop));

        stop.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public void Interrupt_AfterTheHandlersEnd_LeavesItsSourceAlone()
    {
        using var stop = new CancellationTokenSource();
        var running = new RunningEvent(_lease, _watch);
        running.Begin(new HandlerRun("handler", default, stop));
        running.EndHandler();

        running.Interrupt();

        stop.IsCancellationRequested.Should().BeFalse();
    }

    [Fact]
    public void Interrupt_JustAsTheHandlerEnds_IsHarmless()
    {
        var stop = new CancellationTokenSource();
        var running = new RunningEvent(_lease, _watch);
        running.Begin(new HandlerRun("handler", default, stop));
        stop.Dispose();

        running.Invoking(one => one.Lose()).Should().NotThrow();
    }

    [Fact]
    public void Interrupt_AllAreAbandoned_IsNotLost()
    {
        var running = new RunningEvent(_lease, _watch);

        running.Interrupt();

        running.IsInterrupted.Should().BeTrue();
        running.IsLost.Should().BeFalse();
    }

    [Fact]
    public void LeaseKey_OfACopyOfTheLease_IsTheSame()
    {
        LeaseKey.Of(new InboxLease(1, 2, 9, _lease.Delivery, HandlerProgress.None)).Should().Be(LeaseKey.Of(_lease));
        LeaseKey.Of(new InboxLease(1, 3, 3, _lease.Delivery, HandlerProgress.None)).Should().NotBe(LeaseKey.Of(_lease));
    }
}
