using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Redis.Connecting;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Outages;

/// <summary>A server whose settings are changed while the application runs, such that it may lose what was acknowledged.</summary>
public sealed class FitnessTests : IAsyncLifetime
{
    private RedisServer _redis = null!;

    public async Task InitializeAsync()
        => _redis = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "always", "--maxmemory", "1gb");

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Theory]
    [InlineData("LocalFsync", "appendonly", "no", "yes")]
    [InlineData("LocalFsync", "appendfsync", "everysec", "always")]
    [InlineData("LocalFsync", "no-appendfsync-on-rewrite", "yes", "no")]
    [InlineData("LocalFsync", "maxmemory-policy", "volatile-lru", "noeviction")]
    [InlineData("AsOffered", "maxmemory-policy", "allkeys-lru", "noeviction")]
    [InlineData("Memory", "maxmemory-policy", "allkeys-random", "noeviction")]
    public async Task Deliveries_are_answered_503_while_the_server_may_lose_them(string durability, string setting, string unfit, string fit)
    {
        var gate = new Gate();
        await using var app = await RedisApp.StartAsync(
            _redis,
            webhooks => webhooks.AddHandler<GatedHandler>("*"),
            builder => builder.Services.AddSingleton(gate).AddHealthChecks().AddEightBitWebhooks(),
            new() { ["EightBit:Webhooks:Redis:Durability"] = durability });
        var health = app.Services.GetRequiredService<HealthCheckService>();
        var connection = app.Services.GetRequiredService<RedisConnection>();
        (await app.Platform.SendAsync(Payload.MessageReceived("before"))).Result.Should().Be(Answer.Accepted);

        await _redis.ExecuteAsync("CONFIG", "SET", setting, unfit);
        await connection.CheckAgainAsync();

        (await app.Platform.SendAsync(Payload.MessageReceived("meanwhile"))).Result.Should().Be((503, "inbox_unavailable"));
        app.Log.Ours.Should().ContainSingle(line => line.EventId == 510).Which.Message.Should().Contain(setting == "appendonly" ? "appendonly no" : unfit);
        (await app.Admin.GetStatisticsAsync()).Refusal.Should().Contain(_redis.Address);
        var report = await health.CheckHealthAsync();
        report.Status.Should().Be(HealthStatus.Unhealthy);
        report.Entries["eightbit-webhooks"].Description.Should().StartWith("The inbox takes no deliveries, so they are answered 503: Redis at ");
        gate.Open();
        await app.Journal.WhenAddedAsync(); // what was accepted is worked off

        await _redis.ExecuteAsync("CONFIG", "SET", setting, fit);
        await connection.CheckAgainAsync();

        (await app.Platform.SendAsync(Payload.MessageReceived("meanwhile"))).Result.Should().Be(Answer.Accepted);
        app.Log.Ours.Should().ContainSingle(line => line.EventId == 511);
        (await health.CheckHealthAsync()).Status.Should().Be(HealthStatus.Healthy);
    }

    [Fact]
    public async Task It_is_noticed_within_seconds_without_a_delivery()
    {
        await using var app = await RedisApp.StartAsync(_redis, settings: new() { ["EightBit:Webhooks:Redis:Durability"] = "LocalFsync" });

        await _redis.ExecuteAsync("CONFIG", "SET", "appendonly", "no");

        await app.WhenLoggedAsync(510);
        (await app.Platform.SendAsync(Payload.MessageReceived("one"))).Result.Should().Be((503, "inbox_unavailable"));
    }

    [Fact]
    public async Task Of_inline_endpoints_the_same_is_so()
    {
        await using var node = await TestNode.OpenAsync(_redis);
        await _redis.ExecuteAsync("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
        await node.Connection.CheckAgainAsync();

        await node.Store.Awaiting(store => store.ClaimAsync(new("", null, "one"), TimeSpan.FromMinutes(1), default).AsTask())
            .Should().ThrowAsync<RedisInboxException>().WithMessage("*maxmemory-policy allkeys-lru*");
    }

    /// <summary>A server that takes over has settings of its own.</summary>
    [Fact]
    public async Task A_replica_that_keeps_less_takes_over_and_is_given_nothing()
    {
        await using var replica = await RedisServer.StartAsync("--replicaof", "127.0.0.1", $"{_redis.Port}");
        await using var app = await RedisApp.StartAsync(
            $"{_redis.Address},{replica.Address}", settings: new() { ["EightBit:Webhooks:Redis:Durability"] = "LocalFsync" });
        (await app.Platform.SendAsync(Payload.MessageReceived("before"))).Result.Should().Be(Answer.Accepted);
        await app.Journal.WhenAddedAsync();

        await _redis.KillAsync();
        await replica.ExecuteAsync("REPLICAOF", "NO", "ONE");

        await app.WhenLoggedAsync(510);
        (await app.Platform.SendAsync(Payload.MessageReceived("after"))).Result.Should().Be((503, "inbox_unavailable"));
    }
}
