using System.Diagnostics;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Failover;

/// <summary>A primary and a replica, watched by three sentinels, which promote the replica when the primary is away for a second.</summary>
internal sealed class SentinelServers : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly RedisServer _replica;
    private readonly RedisServer[] _sentinels;

    private SentinelServers(RedisServer primary, RedisServer replica, RedisServer[] sentinels)
    {
        First = primary;
        _replica = replica;
        _sentinels = sentinels;
    }

    /// <summary>The one that is the primary at the beginning.</summary>
    public RedisServer First { get; }

    public string Address => string.Join(",", _sentinels.Select(sentinel => sentinel.Address)) + ",serviceName=mymaster";

    public static async Task<SentinelServers> StartAsync(params string[] settings)
    {
        var primary = await RedisServer.StartAsync(settings);
        var replica = await RedisServer.StartAsync(["--replicaof", "127.0.0.1", $"{primary.Port}", .. settings]);
        await WhenAsync(async () => (await primary.InfoAsync()).Contains("state=online", StringComparison.Ordinal), "the replica joins");
        var sentinels = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RedisServer.StartSentinelAsync(
            $"sentinel monitor mymaster 127.0.0.1 {primary.Port} 2",
            "sentinel down-after-milliseconds mymaster 1000",
            "sentinel failover-timeout mymaster 3000")));
        var servers = new SentinelServers(primary, replica, sentinels);
        foreach (var sentinel in sentinels)
        {
            await WhenAsync(
                async () => (await sentinel.InfoAsync()).Contains("slaves=1,sentinels=3", StringComparison.Ordinal), "the sentinels know each other");
        }

        return servers;
    }

    public Task WhenFailedOverAsync() => WhenAsync(
        async () => (await _replica.InfoAsync()).Contains("role:master", StringComparison.Ordinal), "the sentinels promote the replica");

    public Task WhenFirstIsReplicaAsync() => WhenAsync(
        async () => (await First.InfoAsync()).Contains("role:slave", StringComparison.Ordinal), "the sentinels demote what comes back");

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _sentinels.Append(_replica).Append(First))
        {
            await server.DisposeAsync();
        }
    }

    private static async Task WhenAsync(Func<Task<bool>> condition, string because)
    {
        for (var waiting = Stopwatch.StartNew(); !await IsSoAsync(condition);)
        {
            waiting.Elapsed.Should().BeLessThan(Patience, because);
            await Task.Delay(50);
        }
    }

    private static async Task<bool> IsSoAsync(Func<Task<bool>> condition)
    {
        try
        {
            return await condition();
        }
        catch (IOException)
        {
            return false; // a server closes its connections when its role changes
        }
    }
}
