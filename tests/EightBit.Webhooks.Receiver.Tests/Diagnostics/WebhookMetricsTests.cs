using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Tests.Processing;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Tests.Diagnostics;

public sealed class WebhookMetricsTests : IDisposable
{
    private readonly TestMetrics _heard = new("acme");

    public void Dispose() => _heard.Dispose();

    [Fact]
    public void BeginCounting_Always_HasAZeroForEachKindOfDeadLetterOfEachReceiver()
    {
        _heard.Metrics.BeginCounting();

        var zeros = _heard.Of("eightbit.webhooks.attempts");
        zeros.Should().HaveCount(2 * Enum.GetValues<DeadLetterReason>().Length).And.OnlyContain(heard => heard.Value == 0 && heard.Outcome == "dead");
        zeros.Select(heard => (heard.Tags["eightbit.webhooks.receiver"], heard.Tags["eightbit.webhooks.dead_letter.reason"]))
            .Should().OnlyHaveUniqueItems().And.Contain(("(default)", "rejected")).And.Contain(("acme", "attempts_exhausted"));
    }

    [Fact]
    public void AttemptEnded_Dead_IsCountedWhereTheZeroWas()
    {
        _heard.Metrics.BeginCounting();
        _heard.Metrics.AttemptEnded(Lease(), new Settlement.Dead(DeadLetterReason.Rejected, HandlerProgress.None, ""));

        var dead = _heard.Of("eightbit.webhooks.attempts")[^1];
        dead.Value.Should().Be(1);
        _heard.Of("eightbit.webhooks.attempts").Where(heard => heard.Value == 0).Should()
            .ContainSingle(zero => zero.Tags.OrderBy(tag => tag.Key).SequenceEqual(dead.Tags.OrderBy(tag => tag.Key)));
    }

    [Fact]
    public void AttemptBegun_FirstAttempt_SaysHowLongTheEventWaited()
    {
        var lease = Lease();
        _heard.Metrics.AttemptBegun(lease, new FakeTimeProvider(lease.Delivery.ReceivedAt + TimeSpan.FromSeconds(3)));
        _heard.Metrics.AttemptBegun(Lease(attempt: 2), new FakeTimeProvider(lease.Delivery.ReceivedAt + TimeSpan.FromSeconds(60)));

        _heard.Of("eightbit.webhooks.queue.duration").Should().ContainSingle().Which.Value.Should().Be(3);
    }

    [Fact]
    public void HandlerEnded_Always_NamesHandlerAndOutcome()
    {
        _heard.Metrics.HandlerEnded(Lease(), "App.LogMessage", "failed", TimeSpan.FromSeconds(2));

        var run = _heard.Of("eightbit.webhooks.handler.duration").Should().ContainSingle().Subject;
        run.Value.Should().Be(2);
        run.Tags["eightbit.webhooks.handler"].Should().Be("App.LogMessage");
        run.Outcome.Should().Be("failed");
    }

    [Fact]
    public void DeliveryVerified_OldSecretStillInUse_ShowsItsIndex()
    {
        _heard.Metrics.DeliveryVerified("acme", secretIndex: 1, bodyBytes: 700);

        var signature = _heard.Of("eightbit.webhooks.signatures").Should().ContainSingle().Subject;
        signature.Tags["eightbit.webhooks.secret.index"].Should().Be("1");
        signature.Tags["eightbit.webhooks.receiver"].Should().Be("acme");
        _heard.Of("eightbit.webhooks.body.size").Should().ContainSingle().Which.Value.Should().Be(700);
    }

    [Fact]
    public void AnyMetric_ReceiverThatIsNotRegistered_HasNoNameOfItsOwn()
    {
        _heard.Metrics.DeliveryAnswered("somebody wrote this into the database", "accepted", TimeSpan.Zero);

        _heard.Of("eightbit.webhooks.deliveries").Single().Tags["eightbit.webhooks.receiver"].Should().Be("(unknown)");
    }

    [Fact]
    public void Gauges_NothingSampledYet_ReportNothing()
    {
        _heard.Of("eightbit.webhooks.inbox.events").Should().BeEmpty();
        _heard.Of("eightbit.webhooks.inbox.reachable").Should().BeEmpty();
    }

    [Fact]
    public void Gauges_InboxCannotBeReached_SaySoAndNothingElse()
    {
        _heard.Sample.Latest = null;

        _heard.Of("eightbit.webhooks.inbox.reachable").Should().ContainSingle().Which.Value.Should().Be(0);
        _heard.Of("eightbit.webhooks.inbox.events").Should().BeEmpty();
        _heard.Of("eightbit.webhooks.inbox.oldest_age").Should().BeEmpty();
    }

    [Fact]
    public void Gauges_Sampled_ReportEachState()
    {
        _heard.Sample.Latest = new InboxStatistics
        {
            Pending = 10,
            Claimed = 3,
            AwaitingRetry = 2,
            DeadLetters = 4,
            PendingBytes = 1_000,
            Capacity = 50,
            OldestAge = TimeSpan.FromSeconds(9),
        };

        _heard.Of("eightbit.webhooks.inbox.events").ToDictionary(heard => heard.Tags["eightbit.webhooks.inbox.state"], heard => heard.Value)
            .Should().BeEquivalentTo(new Dictionary<string, double> { ["waiting"] = 5, ["claimed"] = 3, ["awaiting_retry"] = 2, ["dead"] = 4 });
        _heard.Of("eightbit.webhooks.inbox.size")[^1].Value.Should().Be(1_000);
        _heard.Of("eightbit.webhooks.inbox.capacity")[^1].Value.Should().Be(50);
        _heard.Of("eightbit.webhooks.inbox.oldest_age")[^1].Value.Should().Be(9);
        _heard.Of("eightbit.webhooks.inbox.reachable")[^1].Value.Should().Be(1);
    }

    private static InboxLease Lease(int attempt = 1) => new(1, 1, attempt, Deliveries.Of("{}") with { Receiver = "" }, HandlerProgress.None);
}
