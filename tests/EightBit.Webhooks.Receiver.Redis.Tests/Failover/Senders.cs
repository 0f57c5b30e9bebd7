using System.Collections.Concurrent;
using System.Diagnostics;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Failover;

/// <summary>The platform in front of some nodes: each event of a conversation is sent, to any of them, until it is acknowledged.</summary>
internal sealed class Senders : IAsyncDisposable
{
    private static readonly TimeSpan AcknowledgementTimeout = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TestNode[] _nodes;
    private readonly int[] _refused;
    private readonly ConcurrentQueue<string> _acknowledged = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _conversations;
    private volatile string _lastRefusal = "";

    public Senders(int conversations, params TestNode[] nodes)
    {
        _nodes = nodes;
        _refused = new int[conversations];
        _conversations = [.. Enumerable.Range(0, conversations).Select(conversation => Task.Run(() => ConverseAsync(conversation)))];
    }

    public IReadOnlyCollection<string> Acknowledged => _acknowledged;

    public int Refusals => _refused.Sum();

    public Task WhenMoreAreAcknowledgedAsync(int events)
    {
        var before = _acknowledged.Count;
        return WhenAsync(() => _acknowledged.Count >= before + events);
    }

    /// <summary>Waits until every sender has had a delivery begun after now, and refused for this reason in the end.</summary>
    public async Task WhenAllAreRefusedAsync(string reason)
    {
        await WhenAllAreRefusedAsync();
        await WhenAsync(() => _lastRefusal.Contains(reason, StringComparison.Ordinal));
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_conversations);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private Task WhenAllAreRefusedAsync()
    {
        var before = _refused.ToArray();
        return WhenAsync(() => _refused.Zip(before).All(count => count.First >= count.Second + 2));
    }

    private async Task WhenAsync(Func<bool> condition)
    {
        var waiting = Stopwatch.StartNew();
        while (!condition())
        {
            waiting.Elapsed.Should().BeLessThan(Patience, $"it should come to that; the last refusal: {_lastRefusal}");
            await Task.Delay(10);
        }
    }

    private async Task ConverseAsync(int conversation)
    {
        var random = new Random(conversation);
        for (var number = 0; !_stop.IsCancellationRequested; number++)
        {
            var id = $"c{conversation}-{number}";
            while (!await TrySendAsync(_nodes[random.Next(_nodes.Length)], id, $"c{conversation}") && !_stop.IsCancellationRequested)
            {
                _refused[conversation]++;
                await Task.Delay(20); // the platform's ten seconds, scaled
            }
        }
    }

    private async Task<bool> TrySendAsync(TestNode node, string id, string conversation)
    {
        using var budget = new CancellationTokenSource(AcknowledgementTimeout);
        try
        {
            await node.Inbox.AcceptAsync(Delivery(id, conversation), budget.Token);
            _acknowledged.Enqueue(id);
            return true;
        }
        catch (Exception exception) when (exception is RedisInboxException or OperationCanceledException)
        {
            _lastRefusal = exception.Message;
            return false;
        }
    }

    private static InboxDelivery Delivery(string id, string conversation) => new()
    {
        Receiver = "test",
        EventId = id,
        EventType = "message.received",
        OrderingKey = conversation,
        SentAt = TimeProvider.System.GetUtcNow(),
        ReceivedAt = TimeProvider.System.GetUtcNow(),
        RememberFor = TimeSpan.FromDays(3),
        Body = "{}"u8.ToArray(),
    };
}
