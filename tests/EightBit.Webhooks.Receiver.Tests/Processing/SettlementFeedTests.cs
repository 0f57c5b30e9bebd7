using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Processing;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class SettlementFeedTests
{
    private readonly RecordedLog<SettlementFeed> _log = new();
    private readonly SettlementFeed _feed;

    public SettlementFeedTests() => _feed = new SettlementFeed(_log);

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
        _log.Of(213).Should().ContainSingle().Which.Exception.Should().BeOfType<InvalidOperationException>();
    }

    [Fact]
    public void Subscription_Disposed_HearsNothingMore()
    {
        var heard = new List<SettledAttempt>();
        _feed.Subscribe(heard.Add).Dispose();

        _feed.Publish(Attempt());

        heard.Should().BeEmpty();
    }

    [Fact]
    public void Subscribe_Null_IsRefused() => _feed.Invoking(feed => feed.Subscribe(null!)).Should().Throw<ArgumentNullException>();

    private static SettledAttempt Attempt()
        => new(new InboxLease(1, 1, 1, Deliveries.Of("{}"), HandlerProgress.None), Settlement.Completed.Instance);
}
