using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Processing;

/// <summary>Conversations for parallel workers, and a record of who works on what, that notices a break of the order at once.</summary>
internal sealed class OrderedWorkload
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly InboxRun _run;
    private readonly Dictionary<string, Queue<string>> _outstanding = [];
    private readonly HashSet<string> _busy = [];

    public OrderedWorkload(InboxRun run, int conversations, int eventsEach)
    {
        _run = run;
        for (var conversation = 0; conversation < conversations; conversation++)
        {
            _outstanding.Add(
                $"conversation-{conversation}",
                new Queue<string>(Enumerable.Range(0, eventsEach).Select(number => $"{conversation}-{number}")));
        }
    }

    private bool IsDone
    {
        get
        {
            lock (_gate)
            {
                return _outstanding.Values.All(events => events.Count == 0);
            }
        }
    }

    /// <summary>Accepts the conversations beside each other, each in its order.</summary>
    public Task AcceptAsync()
        => Task.WhenAll(_outstanding.Select(conversation => Task.Run(
            () => _run.AcceptAsync(conversation.Value.ToList().Select(id => _run.Delivery(id, conversation.Key))))));

    /// <summary>Claims and settles on two nodes (or twice on one) until everything is done or something is wrong.</summary>
    public async Task WorkAsync(InboxRun first, InboxRun second)
    {
        using var stop = new CancellationTokenSource(Patience);
        var workers = new[] { first, second }.Select((node, number) => Task.Run(() => WorkAsync(node, number, stop.Token))).ToList();
        await await Task.WhenAny(workers);
        await Task.WhenAll(workers);
        _run.Expect(IsDone, $"after {Patience.TotalSeconds} s events were left that no worker could claim");
    }

    private async Task WorkAsync(InboxRun node, int seed, CancellationToken stop)
    {
        var random = new Random(seed);
        while (!IsDone && !stop.IsCancellationRequested)
        {
            var leases = await node.ClaimAsync(random.Next(1, 6));
            foreach (var lease in leases)
            {
                Start(lease);
            }

            await Task.Yield();
            foreach (var lease in leases)
            {
                await EndAsync(node, lease, random.Next(10));
            }
        }
    }

    private void Start(InboxLease lease)
    {
        lock (_gate)
        {
            var conversation = lease.Delivery.OrderingKey!;
            _run.Expect(_busy.Add(conversation), $"two events of {conversation} were claimed at the same time");
            _run.Expect(
                _outstanding[conversation].TryPeek(out var first) && first == lease.Delivery.EventId,
                $"'{lease.Delivery.EventId}' was claimed, although '{first}' is the oldest event of {conversation}");
        }
    }

    private async Task EndAsync(InboxRun node, InboxLease lease, int dice)
    {
        lock (_gate)
        {
            // Before the settlement, since another worker can have the next event before this one hears of it.
            _busy.Remove(lease.Delivery.OrderingKey!);
            if (dice > 2)
            {
                _outstanding[lease.Delivery.OrderingKey!].Dequeue();
            }
        }

        await (dice switch
        {
            0 => node.RetryAsync(lease, TimeSpan.Zero),
            1 or 2 => node.AbandonAsync(lease),
            3 => node.BuryAsync(lease),
            _ => node.CompleteAsync(lease),
        });
    }
}
