using System.Collections.Concurrent;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Testing.Compliance;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Compliance.Faults;

/// <summary>What can be wrong with counting attempts and with retries.</summary>
internal sealed class AttemptFaults : InboxDecorator
{
    private readonly InboxFault _fault;
    private readonly ConcurrentDictionary<long, int> _failed = [];
    private readonly ConcurrentDictionary<long, int> _abandoned = [];

    public AttemptFaults(InboxNode inner, InboxFault fault)
        : base(inner) => _fault = fault;

    public override async ValueTask<ClaimBatch> ClaimAsync(int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        var batch = await Inbox.ClaimAsync(max, lease, cancellationToken);
        return batch with
        {
            Leases =
            [
                .. batch.Leases.Select(claimed => new InboxLease(
                    claimed.EntryId, claimed.Token, AttemptOf(claimed), claimed.Delivery, claimed.Progress)),
            ],
        };
    }

    public override async ValueTask<bool> SettleAsync(InboxLease lease, Settlement settlement, CancellationToken cancellationToken)
    {
        switch (settlement)
        {
            case Settlement.Retry when _fault == InboxFault.LetsRetriesBeOvertaken:
                var dead = new Settlement.Dead(DeadLetterReason.Rejected, lease.Progress, "");
                return await Inbox.SettleAsync(lease, dead, cancellationToken)
                    && await Admin.ReplayAsync(lease.EntryId, cancellationToken) == ReplayOutcome.Replayed;

            case Settlement.Retry retry:
                _failed.AddOrUpdate(lease.EntryId, 1, (_, count) => count + 1);
                return await Inbox.SettleAsync(lease, Damage(retry), cancellationToken);

            case Settlement.Abandoned:
                _abandoned.AddOrUpdate(lease.EntryId, 1, (_, count) => count + 1);
                break;
        }

        return await Inbox.SettleAsync(lease, settlement, cancellationToken);
    }

    private int AttemptOf(InboxLease lease) => _fault switch
    {
        InboxFault.CountsAttemptsWhenSettled => _failed.GetValueOrDefault(lease.EntryId) + 1,
        InboxFault.CountsAbandonedAttempts => lease.Attempt + _abandoned.GetValueOrDefault(lease.EntryId),
        _ => lease.Attempt,
    };

    private Settlement.Retry Damage(Settlement.Retry retry) => _fault switch
    {
        InboxFault.IgnoresTheDelay => retry with { Delay = TimeSpan.Zero },
        InboxFault.SwallowsProgress => retry with { Progress = HandlerProgress.None },
        _ => retry,
    };
}
