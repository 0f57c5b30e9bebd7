using EightBit.Webhooks.Receiver.Redis.Tests.Servers;

namespace EightBit.Webhooks.Receiver.CrashTests.Redis;

/// <summary>Several applications, each a process of its own, that share one Redis, with a load balancer in front of them.</summary>
internal sealed class Nodes : IAsyncDisposable
{
    private const string KeyPrefix = "eightbit-webhooks:";

    private readonly Target[] _nodes;
    private readonly RedisServer _redis;

    public Nodes(string folder, RedisServer redis, int count)
    {
        _redis = redis;
        _nodes = [.. Enumerable.Range(0, count).Select(number => new Target(folder, $"-{number}"))];
        Set("Target:Inbox", "redis").Set("EightBit:Webhooks:Redis:Configuration", redis.Address);
        Balancer = new LoadBalancer(_nodes.Select(node => node.Http.BaseAddress!));
        Http = new HttpClient(Balancer) { BaseAddress = new Uri("http://nodes"), Timeout = TimeSpan.FromSeconds(10) };
    }

    public LoadBalancer Balancer { get; }

    /// <summary>To any of the nodes.</summary>
    public HttpClient Http { get; }

    public Target this[int number] => _nodes[number];

    public Nodes Set(string key, string value)
    {
        Array.ForEach(_nodes, node => node.Set(key, value));
        return this;
    }

    public Task StartAsync() => Task.WhenAll(_nodes.Select(node => node.StartAsync()));

    public async Task WhenIdleAsync()
    {
        await Task.WhenAll(_nodes.Select(node => node.WhenReadyAsync()));
        await Task.WhenAll(_nodes.Select(node => node.WhenIdleAsync()));
    }

    public async Task<Reckoning> ReckonAsync(Ledger ledger) => Reckoning.Of(ledger, _nodes, await _nodes[0].StateAsync());

    /// <summary>The effects of all nodes, in the order of time.</summary>
    public IReadOnlyList<Effect> Effects() => Reckoning.EffectsOf(_nodes);

    /// <summary>What is left in Redis that should not be, once nothing is pending.</summary>
    public Task<IReadOnlyList<string>> ResidueAsync() => TestKeys.ResidueAsync(_redis.Address, KeyPrefix);

    public async Task<int> RememberedIdsAsync()
        => (await TestKeys.ListAsync(_redis.Address, KeyPrefix)).Count(key => key.Contains("}:id:", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }
}
