using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Testing.Compliance;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Compliance.Faults;

/// <summary>Passes everything on, to be overridden where a fault sits.</summary>
internal abstract class InboxDecorator : IWebhookInbox, IWebhookInboxAdmin
{
    protected InboxDecorator(InboxNode inner)
    {
        Inbox = inner.Inbox;
        Admin = inner.Admin;
    }

    public virtual bool IsDurable => Inbox.IsDurable;

    protected IWebhookInbox Inbox { get; }

    protected IWebhookInboxAdmin Admin { get; }

    public virtual ValueTask<AcceptOutcome> AcceptAsync(InboxDelivery delivery, CancellationToken cancellationToken)
        => Inbox.AcceptAsync(delivery, cancellationToken);

    public virtual ValueTask<ClaimBatch> ClaimAsync(int max, TimeSpan lease, CancellationToken cancellationToken)
        => Inbox.ClaimAsync(max, lease, cancellationToken);

    public virtual ValueTask<IReadOnlyList<InboxLease>> RenewAsync(
        IReadOnlyList<InboxLease> leases, TimeSpan lease, CancellationToken cancellationToken)
        => Inbox.RenewAsync(leases, lease, cancellationToken);

    public virtual ValueTask<bool> SettleAsync(InboxLease lease, Settlement settlement, CancellationToken cancellationToken)
        => Inbox.SettleAsync(lease, settlement, cancellationToken);

    public virtual ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => Inbox.WaitAsync(atMost, cancellationToken);

    public virtual ValueTask<InboxStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default)
        => Admin.GetStatisticsAsync(cancellationToken);

    public virtual ValueTask<DeadLetterPage> ListDeadLettersAsync(DeadLetterQuery query, CancellationToken cancellationToken = default)
        => Admin.ListDeadLettersAsync(query, cancellationToken);

    public virtual ValueTask<IReadOnlyList<InboxEvent>> ListRetriesAsync(RetryQuery query, CancellationToken cancellationToken = default)
        => Admin.ListRetriesAsync(query, cancellationToken);

    public virtual ValueTask<InboxEvent?> FindAsync(string receiver, string? tenant, string eventId, CancellationToken cancellationToken = default)
        => Admin.FindAsync(receiver, tenant, eventId, cancellationToken);

    public virtual ValueTask<ReplayOutcome> ReplayAsync(long entryId, CancellationToken cancellationToken = default)
        => Admin.ReplayAsync(entryId, cancellationToken);

    public virtual ValueTask<bool> PurgeAsync(long entryId, CancellationToken cancellationToken = default)
        => Admin.PurgeAsync(entryId, cancellationToken);
}
