using EightBit.Webhooks.Receiver.CrashTests;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Failover;

/// <summary>Sentinels promote the replica, and the old primary comes back still as a primary, until they have noticed.</summary>
[Trait("Category", "Slow")]
public sealed class SentinelTests : IAsyncLifetime
{
    private readonly ITestOutputHelper _output;
    private SentinelServers _servers = null!;

    public SentinelTests(ITestOutputHelper output) => _output = output;

    public async Task InitializeAsync() => _servers = await SentinelServers.StartAsync("--appendonly", "yes");

    public async Task DisposeAsync() => await _servers.DisposeAsync();

    [Theory]
    [InlineData(RedisDurability.AsOffered)]
    [InlineData(RedisDurability.Replicated)]
    public async Task When_the_old_primary_comes_back_nothing_acknowledged_after_the_failover_is_lost(RedisDurability durability)
    {
        await using var first = await OpenNodeAsync(durability);
        await using var second = await OpenNodeAsync(durability);
        await using var senders = new Senders(8, first, second);
        await senders.WhenMoreAreAcknowledgedAsync(200);

        await _servers.First.KillAsync();
        await _servers.WhenFailedOverAsync();
        if (durability == RedisDurability.AsOffered)
        {
            await senders.WhenMoreAreAcknowledgedAsync(100);
        }

        var before = senders.Acknowledged.ToList();
        await _servers.First.StartAgainAsync();
        await senders.WhenMoreAreAcknowledgedAsync(100);
        await _servers.WhenFirstIsReplicaAsync();
        await senders.WhenMoreAreAcknowledgedAsync(500);
        await senders.StopAsync();

        var processed = await Processing.OfAllAsync(first);
        var lost = senders.Acknowledged.Except(processed).ToList();
        Report.Write(
            _output,
            $"Redis: sentinels with {durability}: acknowledged {senders.Acknowledged.Count}, {before.Count} of them before the old primary came back, "
            + $"lost {lost.Count}, refused {senders.Refusals}");
        lost.Except(durability == RedisDurability.Replicated ? [] : before).Should().BeEmpty();
    }

    private Task<TestNode> OpenNodeAsync(RedisDurability durability) => TestNode.OpenAsync(_servers.Address, options => options.Durability = durability);
}
