using EightBit.Webhooks.Receiver.Health;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace EightBit.Webhooks.Receiver.Tests.Health;

public sealed class WebhookHealthCheckTests
{
    private static readonly InboxStatistics Quiet = new()
    {
        Pending = 1,
        Claimed = 0,
        AwaitingRetry = 0,
        DeadLetters = 0,
        PendingBytes = 10,
        Capacity = 100,
        OldestAge = TimeSpan.FromSeconds(1),
    };

    private readonly InboxThatSays _inbox = new();
    private readonly DeadLetterTrend _trend = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Check_NothingUnusual_IsHealthyAndSaysWhatIsThere()
    {
        var result = await CheckAsync(Quiet with { DeadLetters = 3 });

        result.Status.Should().Be(HealthStatus.Healthy);
        result.Description.Should().Be("1 events pending, 3 dead letters.");
        result.Data.Should().Contain("pending", 1L).And.Contain("deadLetters", 3L).And.Contain("oldestAgeSeconds", 1.0);
    }

    [Theory]
    [InlineData(79, HealthStatus.Healthy, "79 events pending")]
    [InlineData(80, HealthStatus.Degraded, "filling: 80 of 100")]
    [InlineData(100, HealthStatus.Degraded, "is full (100 events): deliveries are answered 503")]
    public async Task Check_InboxFills_IsDegraded(int pending, HealthStatus status, string reason)
    {
        var result = await CheckAsync(Quiet with { Pending = pending });

        result.Status.Should().Be(status);
        result.Description.Should().Contain(reason);
    }

    [Fact]
    public async Task Check_NoCapacity_NeverFills()
        => (await CheckAsync(Quiet with { Pending = long.MaxValue, Capacity = null })).Status.Should().Be(HealthStatus.Healthy);

    [Fact]
    public async Task Check_OldEvent_IsDegraded()
    {
        var result = await CheckAsync(Quiet with { OldestAge = TimeSpan.FromMinutes(31.2) });

        result.Status.Should().Be(HealthStatus.Degraded);
        result.Description.Should().Be("The oldest pending event has been waiting for 31 minutes: handlers fail, hang, or cannot keep up.");
    }

    [Fact]
    public async Task Check_DeadLettersGrow_IsDegradedForAWhile()
    {
        (await CheckAsync(Quiet with { DeadLetters = 5 })).Status.Should().Be(HealthStatus.Healthy, "they may be old");
        (await CheckAsync(Quiet with { DeadLetters = 6 })).Status.Should().Be(HealthStatus.Degraded);

        _time.Advance(TimeSpan.FromMinutes(14));
        (await CheckAsync(Quiet with { DeadLetters = 6 })).Description.Should().Contain("in the last 15 minutes; there are 6").And.Contain("replay or purge");
        _time.Advance(TimeSpan.FromMinutes(1));
        (await CheckAsync(Quiet with { DeadLetters = 6 })).Status.Should().Be(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Check_SeveralConcerns_SaysAllOfThem()
    {
        var result = await CheckAsync(Quiet with { Pending = 100, OldestAge = TimeSpan.FromHours(5) });

        result.Status.Should().Be(HealthStatus.Degraded);
        result.Description.Should().Contain("is full").And.Contain("5 hours");
    }

    [Fact]
    public async Task Check_InboxCannotBeReached_IsUnhealthyAndSaysWhy()
    {
        _inbox.Statistics = Task.FromException<InboxStatistics>(new IOException("no disk"));

        var result = await Create().CheckHealthAsync(Context());

        result.Status.Should().Be(HealthStatus.Unhealthy);
        result.Description.Should().Contain("answered 503").And.Contain("no disk");
    }

    [Fact]
    public async Task Check_InboxDoesNotAnswer_IsUnhealthy()
    {
        _inbox.Statistics = new TaskCompletionSource<InboxStatistics>().Task;

        var checking = Create().CheckHealthAsync(Context());
        _time.Advance(TimeSpan.FromSeconds(5));

        var result = await checking;
        result.Status.Should().Be(HealthStatus.Unhealthy);
        result.Description.Should().Contain("did not answer within 5 seconds").And.Contain("answered 503");
    }

    private static HealthCheckContext Context() => new()
    {
        Registration = new HealthCheckRegistration("eightbit-webhooks", Substitute.For<IHealthCheck>(), HealthStatus.Unhealthy, []),
    };

    private Task<HealthCheckResult> CheckAsync(InboxStatistics statistics)
    {
        _inbox.Statistics = Task.FromResult(statistics);
        return Create().CheckHealthAsync(Context());
    }

    private WebhookHealthCheck Create() => new(_inbox, _trend, Options.Create(new WebhookHealthOptions()), _time);

    private sealed class InboxThatSays : IWebhookInboxAdmin
    {
        public Task<InboxStatistics> Statistics { get; set; } = Task.FromResult(Quiet);

        public ValueTask<InboxStatistics> GetStatisticsAsync(CancellationToken cancellationToken) => new(Statistics);

        public ValueTask<DeadLetterPage> ListDeadLettersAsync(DeadLetterQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<ReplayOutcome> ReplayAsync(long entryId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> PurgeAsync(long entryId, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
