using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

/// <summary>Hands out one event, and says of whoever wants to settle or to renew it that somebody else has it now.</summary>
internal sealed class FencingInbox : IWebhookInbox, IWebhookInboxAdmin
{
    private InboxLease? _event = new(1, 1, 1, Deliveries.Of("{}"), HandlerProgress.None);

    public bool IsDurable => true;

    public ValueTask<ClaimBatch> ClaimAsync(int max, TimeSpan lease, CancellationToken cancellationToken)
        => ValueTask.FromResult(new ClaimBatch(Interlocked.Exchange(ref _event, null) is { } claimed ? [claimed] : [], null));

    public ValueTask<bool> SettleAsync(InboxLease lease, Settlement settlement, CancellationToken cancellationToken) => ValueTask.FromResult(false);

    public ValueTask<IReadOnlyList<InboxLease>> RenewAsync(IReadOnlyList<InboxLease> leases, TimeSpan lease, CancellationToken cancellationToken)
        => ValueTask.FromResult(leases);

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => await Task.Delay(Timeout.Infinite, cancellationToken);

    public ValueTask<AcceptOutcome> AcceptAsync(InboxDelivery delivery, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<InboxStatistics> GetStatisticsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<DeadLetterPage> ListDeadLettersAsync(DeadLetterQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<ReplayOutcome> ReplayAsync(long entryId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> PurgeAsync(long entryId, CancellationToken cancellationToken) => throw new NotSupportedException();
}
