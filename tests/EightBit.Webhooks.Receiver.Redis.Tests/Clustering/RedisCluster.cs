using System.Diagnostics;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Clustering;

/// <summary>A Redis Cluster of three primaries on loopback.</summary>
internal sealed class RedisCluster : IAsyncDisposable
{
    private const int Slots = 16_384;

    private readonly List<RedisServer> _nodes = [];

    public string Address => string.Join(",", _nodes.Select(node => node.Address));

    public IReadOnlyList<RedisServer> Nodes => _nodes;

    public static async Task<RedisCluster> StartAsync()
    {
        var cluster = new RedisCluster();
        for (var number = 0; number < 3; number++)
        {
            var node = await RedisServer.StartAsync("--cluster-enabled", "yes", "--cluster-node-timeout", "2000");
            await node.ExecuteAsync("CLUSTER", "ADDSLOTSRANGE", Slots * number / 3, (Slots * (number + 1) / 3) - 1);
            cluster._nodes.Add(node);
        }

        foreach (var other in cluster._nodes.Skip(1))
        {
            await cluster._nodes[0].ExecuteAsync("CLUSTER", "MEET", "127.0.0.1", other.Port);
        }

        await cluster.WhenReadyAsync();
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    private async Task WhenReadyAsync()
    {
        var starting = Stopwatch.StartNew();
        foreach (var node in _nodes)
        {
            while (!(await node.ExecuteAsync("CLUSTER", "INFO")).ToString()!.Contains("cluster_known_nodes:3")
                || !(await node.ExecuteAsync("CLUSTER", "INFO")).ToString()!.Contains("cluster_state:ok"))
            {
                starting.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60), "the cluster comes together");
                await Task.Delay(50);
            }
        }
    }
}
