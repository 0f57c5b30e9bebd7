using BenchmarkDotNet.Attributes;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Micro;

/// <summary>One event through the in-memory inbox: accepted, claimed, completed.</summary>
[MemoryDiagnoser]
public class InMemoryAcceptBenchmarks
{
    private InMemoryInbox _inbox = null!;
    private int _number;

    [GlobalSetup]
    public void Setup()
    {
        var options = Options.Create(new InMemoryInboxOptions());
        var store = new InMemoryDeduplicationStore(options, TimeProvider.System, NullLogger<InMemoryDeduplicationStore>.Instance);
        _inbox = new InMemoryInbox(store, options, TimeProvider.System, NullLogger<InMemoryInbox>.Instance);
    }

    [Benchmark]
    public async Task<bool> AcceptClaimComplete()
    {
        await _inbox.AcceptAsync(Delivery(), CancellationToken.None);
        var batch = await _inbox.ClaimAsync(1, TimeSpan.FromMinutes(1), CancellationToken.None);
        return await _inbox.SettleAsync(batch.Leases[0], Settlement.Completed.Instance, CancellationToken.None);
    }

    private InboxDelivery Delivery() => new()
    {
        Receiver = "",
        EventId = $"evt_{_number++}",
        EventType = "message.received",
        OrderingKey = "conv_1",
        RememberFor = TimeSpan.FromDays(3),
        Body = new byte[1024],
    };
}
