using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Outages;

/// <summary>
/// The server's clock is set forwards, past the leases. A test cannot set it: the ends of the leases, which the scripts compare with it,
/// are moved into the past instead.
/// </summary>
public sealed class ServerClockTests : IAsyncLifetime
{
    private const string Leases = "eightbit-webhooks:{0}:leases";

    private RedisServer _redis = null!;

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync("--appendonly", "yes");

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task An_event_that_runs_is_claimed_again_by_its_own_node_and_still_runs_once()
    {
        var gate = new Gate();
        await using var app = await RedisApp.StartAsync(
            _redis, webhooks => webhooks.AddHandler<GatedHandler>("*"), builder => builder.Services.AddSingleton(gate));
        (await app.Platform.SendAsync(Payload.MessageReceived("running"))).Result.Should().Be(Answer.Accepted);
        await WhenClaimedAsync();

        var entry = ((string[])(await _redis.ExecuteAsync("ZRANGE", Leases, 0, -1))!).Should().ContainSingle().Subject;
        await _redis.ExecuteAsync("ZADD", Leases, "XX", 1, entry);
        (await app.Platform.SendAsync(Payload.MessageReceived("next", "another conversation"))).Result.Should().Be(Answer.Accepted);

        (await app.Log.WhenAsync(221)).Message.Should().Contain("running").And.Contain("attempt 2");
        gate.Open();
        await app.WhenIdleAsync();
        app.Journal.Ids.Should().BeEquivalentTo(["running", "next"], "each ran once");
    }

    private async Task WhenClaimedAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((long)await _redis.ExecuteAsync("ZCARD", Leases) == 0)
        {
            await Task.Delay(10, patience.Token);
        }
    }
}
