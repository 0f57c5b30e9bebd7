using System.Diagnostics;
using System.Globalization;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Failover;

/// <summary>A primary and a replica, with a link between them that can be held up.</summary>
internal sealed class ReplicatedServers : IAsyncDisposable
{
    private readonly RedisServer _primary;
    private readonly CuttableProxy _link;
    private readonly RedisServer _replica;

    private ReplicatedServers(RedisServer primary, CuttableProxy link, RedisServer replica)
    {
        _primary = primary;
        _link = link;
        _replica = replica;
    }

    public string Address => $"{_primary.Address},{_replica.Address}";

    public static async Task<ReplicatedServers> StartAsync()
    {
        var primary = await RedisServer.StartAsync();
        var link = new CuttableProxy(primary.Port);
        return new ReplicatedServers(primary, link, await StartReplicaOfAsync(link.Address, primary));
    }

    public Task<TestNode> OpenNodeAsync(RedisDurability durability)
        => TestNode.OpenAsync(Address, options =>
        {
            options.Durability = durability;
            options.ReplicationTimeout = TimeSpan.FromMilliseconds(200);
        });

    /// <summary>The connection stays, and nothing comes through any more.</summary>
    public void LetReplicaLag() => _link.Hang();

    /// <summary>Kills the primary, and promotes the replica by hand.</summary>
    public async Task FailOverAsync()
    {
        await _primary.KillAsync();
        await _replica.ExecuteAsync("REPLICAOF", "NO", "ONE");
    }

    public Task<RedisServer> StartReplicaOfTheNewPrimaryAsync() => StartReplicaOfAsync(_replica.Address, _replica);

    public async ValueTask DisposeAsync()
    {
        await _replica.DisposeAsync();
        await _link.DisposeAsync();
        await _primary.DisposeAsync();
    }

    private static async Task<RedisServer> StartReplicaOfAsync(string address, RedisServer primary)
    {
        var replica = await RedisServer.StartAsync(["--replicaof", .. address.Split(':')]);
        var waiting = Stopwatch.StartNew();
        while (!(await InfoAsync(primary)).Contains("state=online", StringComparison.Ordinal))
        {
            waiting.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(30), "the replica joins");
            await Task.Delay(20);
        }

        return replica;
    }

    private static async Task<string> InfoAsync(RedisServer server)
        => Convert.ToString(await server.ExecuteAsync("INFO", "replication"), CultureInfo.InvariantCulture)!;
}
