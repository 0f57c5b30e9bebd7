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
    public void TryAdopt_WhileItRuns_GoesOnUnderTheNewLease()
    {
        var running = new RunningEvent(_lease, _watch);
        var again = ClaimedAgain();

        running.TryAdopt(again).Should().BeTrue();

        running.Lease.Should().BeSameAs(again);
        running.IsInterrupted.Should().BeFalse();
        running.TryConclude(_lease).Should().BeFalse("what was settled is not the latest claim");
        running.TryConclude(again).Should().BeTrue();
    }

    [Fact]
    public void TryAdopt_Lost_IsRefused()
    {
        var running = new RunningEvent(_lease, _watch);
        running.Lose();

        running.TryAdopt(ClaimedAgain()).Should().BeFalse("its handler has been asked to stop");
        running.Lease.Should().BeSameAs(_lease);
    }

    [Fact]
    public void TryAdopt_Concluded_IsRefused()
    {
        var running = new RunningEvent(_lease, _watch);
        running.TryConclude(_lease).Should().BeTrue();

        running.TryAdopt(ClaimedAgain()).Should().BeFalse("nothing settles it any more");
    }

    private InboxLease ClaimedAgain() => new(_lease.EntryId, _lease.Token + 1, _lease.Attempt + 1, _lease.Delivery, HandlerProgress.None);
}
