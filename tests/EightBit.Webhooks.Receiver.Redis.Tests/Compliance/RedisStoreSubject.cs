using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using EightBit.Webhooks.Receiver.Testing.Compliance;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Compliance;

/// <summary>A Redis deduplication store in the hands of the compliance suite, with a prefix of its own.</summary>
internal sealed class RedisStoreSubject : DeduplicationStoreSubject
{
    private readonly string _prefix = $"test-{Guid.NewGuid():N}:";
    private readonly List<TestNode> _nodes = [];
    private readonly string _address;

    private RedisStoreSubject(string address) => _address = address;

    public override IDeduplicationStore Store => _nodes[0].Store;

    public override TimeProvider Time => TimeProvider.System;

    public override TimeSpan TimeUnit => TimeSpan.FromMilliseconds(250);

    public static async ValueTask<DeduplicationStoreSubject> CreateAsync()
    {
        var subject = new RedisStoreSubject(await SharedServer.AddressAsync());
        await subject.OpenSecondNodeAsync();
        return subject;
    }

    public override Task AdvanceAsync(TimeSpan by) => Task.Delay(by);

    public override async Task<IDeduplicationStore> OpenSecondNodeAsync()
    {
        _nodes.Add(await TestNode.OpenAsync(_address, options => options.KeyPrefix = _prefix));
        return _nodes[^1].Store;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await TestKeys.DeleteAsync(_address, _prefix);
    }
}
