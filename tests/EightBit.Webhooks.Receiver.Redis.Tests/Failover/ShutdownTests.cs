using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Redis.Replication;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Failover;

/// <summary>An application whose accepts are confirmed by replicas ends in order.</summary>
public sealed class ShutdownTests : IAsyncLifetime
{
    private ReplicatedServers _servers = null!;

    public async Task InitializeAsync() => _servers = await ReplicatedServers.StartAsync();

    public async Task DisposeAsync() => await _servers.DisposeAsync();

    [Fact]
    public async Task An_application_with_replicas_stops_and_is_disposed_of()
    {
        var app = await RedisApp.StartAsync(_servers.Address, settings: new() { ["EightBit:Webhooks:Redis:Durability"] = "Replicated" });
        (await app.Platform.SendAsync(Payload.MessageReceived("one"))).Result.Should().Be(Answer.Accepted);
        await app.Journal.WhenAddedAsync();

        await app.App.StopAsync();
        await app.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_replica_that_keeps_less_is_worth_a_warning()
    {
        await using var app = await RedisApp.StartAsync(_servers.Address);

        app.Log.Ours.Should().Contain(line => line.EventId == 501 && line.Message.Contains("is a replica that may take over"));
    }

    [Fact]
    public async Task Its_services_can_be_disposed_of_synchronously()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddEightBitWebhooks().UseRedisInbox(options =>
        {
            options.Configuration = _servers.Address;
            options.Durability = RedisDurability.Replicated;
        });
        var provider = services.BuildServiceProvider();
        foreach (var service in provider.GetServices<IHostedService>().OfType<RedisLifetime>())
        {
            await service.StartingAsync(default);
        }

        provider.GetRequiredService<ReplicationConfirmer>();

        provider.Invoking(it => it.Dispose()).Should().NotThrow();
    }
}
