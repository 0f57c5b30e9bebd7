using System.Text;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Tests.InMemory;

/// <summary>An in-memory inbox with a clock that stands still.</summary>
internal sealed class InboxUnderTest
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    public static readonly HandlerProgress Progress = new(["done"], ["never"]);

    public InboxUnderTest(Action<InMemoryInboxOptions>? configure = null, IDeduplicationStore? store = null)
    {
        var options = new InMemoryInboxOptions();
        configure?.Invoke(options);
        store ??= new InMemoryDeduplicationStore(Options.Create(options), Time, NullLogger<InMemoryDeduplicationStore>.Instance);
        Inbox = new InMemoryInbox(store, Options.Create(options), Time, Log);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2024, 5, 1, 12, 0, 0, TimeSpan.Zero));

    public RecordedLog<InMemoryInbox> Log { get; } = new();

    public InMemoryInbox Inbox { get; }

    public InboxDelivery Delivery(string id, string? conversation = null, string receiver = "", string? tenant = null, int bytes = 0) => new()
    {
        Receiver = receiver,
        Tenant = tenant,
        EventId = id,
        EventType = "message.received",
        OrderingKey = conversation,
        ReceivedAt = Time.GetUtcNow(),
        RememberFor = TimeSpan.FromDays(3),
        Body = bytes == 0 ? Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","type":"message.received"}""") : new byte[bytes],
    };

    public ValueTask<AcceptOutcome> AcceptAsync(
        string id, string? conversation = null, string receiver = "", string? tenant = null, int bytes = 0)
        => Inbox.AcceptAsync(Delivery(id, conversation, receiver, tenant, bytes), CancellationToken.None);

    /// <summary>Claims all that can run.</summary>
    public async Task<IReadOnlyList<InboxLease>> ClaimAsync(int max = 1000)
        => (await Inbox.ClaimAsync(max, Lease, CancellationToken.None)).Leases;

    /// <summary>Claims all that can run, and gives their ids.</summary>
    public async Task<IReadOnlyList<string>> ClaimIdsAsync(int max = 1000) => [.. (await ClaimAsync(max)).Select(lease => lease.Delivery.EventId)];

    public async Task<InboxLease> ClaimOneAsync() => (await ClaimAsync(1)).Should().ContainSingle().Which;

    public Task<bool> SettleAsync(InboxLease lease, Settlement settlement)
        => Inbox.SettleAsync(lease, settlement, CancellationToken.None).AsTask();

    public Task<bool> CompleteAsync(InboxLease lease) => SettleAsync(lease, Settlement.Completed.Instance);

    public Task<bool> RetryAsync(InboxLease lease, TimeSpan delay, string error = "failed")
        => SettleAsync(lease, new Settlement.Retry(delay, Progress, error));

    public Task<bool> BuryAsync(InboxLease lease, string error = "failed for good")
        => SettleAsync(lease, new Settlement.Dead(DeadLetterReason.Rejected, Progress, error));

    /// <summary>Accepts an event, claims and buries it; the inbox must be empty before.</summary>
    public async Task<long> AcceptDeadAsync(string id, string? conversation = null, string receiver = "", int bytes = 0, string error = "failed for good")
    {
        (await AcceptAsync(id, conversation, receiver, bytes: bytes)).Should().Be(AcceptOutcome.Accepted);
        var lease = await ClaimOneAsync();
        (await BuryAsync(lease, error)).Should().BeTrue();
        return lease.EntryId;
    }

    public Task<InboxStatistics> StatisticsAsync() => Inbox.GetStatisticsAsync().AsTask();

    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync()
        => (await Inbox.ListDeadLettersAsync(new DeadLetterQuery { Take = DeadLetterQuery.MaxTake })).Items;
}
