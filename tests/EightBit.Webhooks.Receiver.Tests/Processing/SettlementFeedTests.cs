using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Processing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class SettlementFeedTests
{
    private readonly SettlementFeed _feed = new(NullLogger<SettlementFeed>.Instance);

    [Fact]
    public void Publish_SeveralSubscribers_TellsEach()
    {
        var (one, other) = (new List<SettledAttempt>(), new List<SettledAttempt>());
        using var first = _feed.Subscribe(one.Add);
        using var second = _feed.Subscribe(other.Add);

        var attempt = Attempt();
        _feed.Publish(attempt);

        one.Should().Equal(attempt);
        other.Should().Equal(attempt);
    }

    [Fact]
    public void Publish_SubscriberThatThrows_TellsTheOthersAllTheSame()
    {
        var heard = new List<SettledAttempt>();
        using var first = _feed.Subscribe(_ => throw new InvalidOperationException());
        using var second = _feed.Subscribe(heard.Add);

        _feed.Publish(Attempt());

        heard.Should().ContainSingle();
    }

    [Fact]
    public void Subscription_Disposed_HearsNothingMore()
    {
        var heard = new List<SettledAttempt>();
        _feed.Subscribe(heard.Add).Dispose();

        _feed.Publish(Attempt());

        heard.Should().BeEmpty();
    }

    private static SettledAttempt Attempt()
        => new(new InboxLease(1, 1, 1, Deliveries.Of("{}"), HandlerProgress.None), Settlement.Completed.Instance);
}
