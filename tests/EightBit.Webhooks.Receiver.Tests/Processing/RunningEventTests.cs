using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Processing;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class RunningEventTests
{
    private readonly InboxLease _lease = new(1, 2, 3, Deliveries.Of("{}"), HandlerProgress.None);

    [Fact]
    public void TryBeginSettling_AskedTwice_IsGrantedOnce()
    {
        using var running = new RunningEvent(_lease, CancellationToken.None);
        running.IsSettling.Should().BeFalse();

        running.TryBeginSettling().Should().BeTrue();
        running.TryBeginSettling().Should().BeFalse();
        running.IsSettling.Should().BeTrue();
    }

    [Fact]
    public void Lose_WhileItRuns_InterruptsItsHandlers()
    {
        using var running = new RunningEvent(_lease, CancellationToken.None);

        running.Lose();

        running.IsLost.Should().BeTrue();
        running.Interrupted.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public void Lose_AfterItsEnd_IsHarmless()
    {
        var running = new RunningEvent(_lease, CancellationToken.None);
        running.Dispose();

        running.Invoking(one => one.Lose()).Should().NotThrow();
    }

    [Fact]
    public void Interrupted_AllAreAbandoned_IsCancelledButNotLost()
    {
        using var abandonAll = new CancellationTokenSource();
        using var running = new RunningEvent(_lease, abandonAll.Token);

        abandonAll.Cancel();

        running.Interrupted.IsCancellationRequested.Should().BeTrue();
        running.IsLost.Should().BeFalse();
    }

    [Fact]
    public void LeaseKey_OfACopyOfTheLease_IsTheSame()
    {
        LeaseKey.Of(new InboxLease(1, 2, 9, _lease.Delivery, HandlerProgress.None)).Should().Be(LeaseKey.Of(_lease));
        LeaseKey.Of(new InboxLease(1, 3, 3, _lease.Delivery, HandlerProgress.None)).Should().NotBe(LeaseKey.Of(_lease));
    }
}
