using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using EightBit.Webhooks.Receiver.Testing.Compliance;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Compliance;

/// <summary>A Redis inbox in the hands of the compliance suite, with a prefix of its own.</summary>
internal sealed class RedisInboxSubject : InboxSubject
{
    public const InboxCapabilities Able =
        InboxCapabilities.Capacity | InboxCapabilities.CrashAndReopen | InboxCapabilities.SecondNode | InboxCapabilities.Inspection;

    private readonly string _prefix = $"test-{Guid.NewGuid():N}:";
    private readonly InboxSubjectOptions _options;
    private readonly string _address;
    private readonly int _partitions;
    private readonly List<TestNode> _nodes = [];
    private TestNode _current = null!;

    private RedisInboxSubject(InboxSubjectOptions options, string address, int partitions)
    {
        _options = options;
        _address = address;
        _partitions = partitions;
    }

    public override InboxCapabilities Capabilities => Able;

    public override InboxNode Node => new(_current.Inbox, _current.Inbox);

    public override TimeProvider Time => TimeProvider.System;

    public override TimeSpan TimeUnit => TimeSpan.FromMilliseconds(250);

    public static async ValueTask<InboxSubject> CreateAsync(InboxSubjectOptions options)
        => await CreateAsync(options, await SharedServer.AddressAsync(), partitions: 1);

    public static async ValueTask<InboxSubject> CreateAsync(InboxSubjectOptions options, string address, int partitions)
    {
        var subject = new RedisInboxSubject(options, address, partitions);
        subject._current = await subject.OpenAsync();
        return subject;
    }

    public override Task AdvanceAsync(TimeSpan by) => Task.Delay(by);

    /// <summary>The node is left as it is, its leases held: Redis goes on, as it does when the application dies.</summary>
    public override async Task CrashAndReopenAsync() => _current = await OpenAsync();

    public override async Task<InboxNode> OpenSecondNodeAsync()
    {
        var second = await OpenAsync();
        return new InboxNode(second.Inbox, second.Inbox);
    }

    public override async ValueTask<string?> DescribeResidueAsync()
    {
        var left = await TestKeys.ResidueAsync(_address, _prefix);
        return left.Count == 0 ? null : string.Join(", ", left);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await TestKeys.DeleteAsync(_address, _prefix);
    }

    private async Task<TestNode> OpenAsync()
    {
        var node = await TestNode.OpenAsync(_address, options =>
        {
            options.KeyPrefix = _prefix;
            options.Partitions = _partitions;
            options.MaxPendingEvents = _options.MaxPendingEvents ?? options.MaxPendingEvents;
        });
        _nodes.Add(node);
        return node;
    }
}
