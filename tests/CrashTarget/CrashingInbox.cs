using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite;

namespace CrashTarget;

/// <summary>The SQLite inbox, with the points at which the process may end around it.</summary>
internal sealed class CrashingInbox : IWebhookInbox
{
    private readonly SqliteInbox _inbox;
    private readonly CrashSwitch _crash;
    private readonly bool _renews;

    public CrashingInbox(SqliteInbox inbox, CrashSwitch crash, IConfiguration configuration)
    {
        _inbox = inbox;
        _crash = crash;
        _renews = configuration.GetValue("Target:Renews", true);
    }

    public bool IsDurable => _inbox.IsDurable;

    public async ValueTask<AcceptOutcome> AcceptAsync(InboxDelivery delivery, CancellationToken cancellationToken)
    {
        var outcome = await _inbox.AcceptAsync(delivery, cancellationToken);
        if (outcome == AcceptOutcome.Accepted)
        {
            _crash.Pass(CrashPoint.AfterCommitBeforeAnswer);
        }

        return outcome;
    }

    public ValueTask<ClaimBatch> ClaimAsync(int max, TimeSpan lease, CancellationToken cancellationToken)
        => _inbox.ClaimAsync(max, lease, cancellationToken);

    public async ValueTask<IReadOnlyList<InboxLease>> RenewAsync(
        IReadOnlyList<InboxLease> leases, TimeSpan lease, CancellationToken cancellationToken)
        => _renews ? await _inbox.RenewAsync(leases, lease, cancellationToken) : [];

    public ValueTask<bool> SettleAsync(InboxLease lease, Settlement settlement, CancellationToken cancellationToken)
        => _inbox.SettleAsync(lease, settlement, cancellationToken);

    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _inbox.WaitAsync(atMost, cancellationToken);
}
