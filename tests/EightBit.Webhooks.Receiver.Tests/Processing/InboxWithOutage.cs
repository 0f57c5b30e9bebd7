using System.Collections.Concurrent;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

/// <summary>Has one event, and cannot be reached while it is down.</summary>
internal sealed class InboxWithOutage(TimeProvider time) : IWebhookInbox, IWebhookInboxAdmin
{
    private readonly ConcurrentQueue<string> _answered = new();
    private int _claims;

    public bool IsDown { get; set; }

    /// <summary>The calls that were answered, in their order.</summary>
    public IReadOnlyList<string> Answered => [.. _answered];

    public bool IsDurable => true;

    public ValueTask<ClaimBatch> ClaimAsync(int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        _answered.Enqueue("claim");
        return ValueTask.FromResult(Interlocked.Increment(ref _claims) == 1
            ? new ClaimBatch([new InboxLease(1, 1, 1, Deliveries.Of("""{"id":"evt_1","type":"message.received"}""") with { Receiver = "" }, HandlerProgress.None)], null)
            : new ClaimBatch([], null));
    }

    public ValueTask<IReadOnlyList<InboxLease>> RenewAsync(IReadOnlyList<InboxLease> leases, TimeSpan lease, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        _answered.Enqueue("renew");
        return ValueTask.FromResult<IReadOnlyList<InboxLease>>([]);
    }

    public ValueTask<bool> SettleAsync(InboxLease lease, Settlement settlement, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        _answered.Enqueue("settle");
        return ValueTask.FromResult(true);
    }

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        await Task.Delay(atMost, time, cancellationToken);
    }

    public ValueTask<AcceptOutcome> AcceptAsync(InboxDelivery delivery, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<InboxStatistics> GetStatisticsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<DeadLetterPage> ListDeadLettersAsync(DeadLetterQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<ReplayOutcome> ReplayAsync(long entryId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> PurgeAsync(long entryId, CancellationToken cancellationToken) => throw new NotSupportedException();

    private void ThrowIfDown()
    {
        if (IsDown)
        {
            throw new IOException("The inbox is down.");
        }
    }
}
