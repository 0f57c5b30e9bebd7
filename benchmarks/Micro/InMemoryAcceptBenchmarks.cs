using BenchmarkDotNet.Attributes;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Micro;

/// <summary>
/// Events through the in-memory inbox. Each iteration begins with an empty one, because one that has seen every id, or is full,
/// is another path.
/// </summary>
[MemoryDiagnoser]
[InvocationCount(EventsPerIteration)]
public class InMemoryAcceptBenchmarks
{
    private const int EventsPerIteration = 1 << 18;

    private static readonly byte[] Body = new byte[1024];

    private readonly InboxDelivery[] _deliveries = [.. Enumerable.Range(0, EventsPerIteration).Select(Delivery)];
    private InMemoryInbox _inbox = null!;
    private int _next;

    [IterationSetup]
    public void Setup()
    {
        var options = Options.Create(new InMemoryInboxOptions { MaxPendingEvents = EventsPerIteration, MaxPendingBytes = long.MaxValue });
        var store = new InMemoryDeduplicationStore(options, TimeProvider.System, NullLogger<InMemoryDeduplicationStore>.Instance);
        _inbox = new InMemoryInbox(store, options, TimeProvider.System, NullLogger<InMemoryInbox>.Instance);
        _next = 0;
    }

    [Benchmark]
    public void Accept()
    {
        if (!_inbox.TryAcceptAtOnce(_deliveries[_next++], out var outcome) || outcome != AcceptOutcome.Accepted)
        {
            throw new InvalidOperationException($"The event was not accepted: {outcome}.");
        }
    }

    [Benchmark]
    public async Task AcceptClaimComplete()
    {
        Accept();
        var batch = await _inbox.ClaimAsync(1, TimeSpan.FromMinutes(1), CancellationToken.None);
        if (!await _inbox.SettleAsync(batch.Leases[0], Settlement.Completed.Instance, CancellationToken.None))
        {
            throw new InvalidOperationException("The event was not completed.");
        }
    }

    // A conversation each for a thousand of them, as there are users; one body, since making it is not the inbox's work.
    private static InboxDelivery Delivery(int number) => new()
    {
        Receiver = "",
        EventId = $"evt_{number}",
        EventType = "message.received",
        OrderingKey = $"conv_{number % 1000}",
        RememberFor = TimeSpan.FromDays(3),
        Body = Body,
    };
}
