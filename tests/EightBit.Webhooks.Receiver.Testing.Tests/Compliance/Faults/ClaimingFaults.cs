using System.Collections.Concurrent;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Testing.Compliance;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Compliance.Faults;

/// <summary>What can be wrong with claims, leases and waits.</summary>
internal sealed class ClaimingFaults : InboxDecorator
{
    private readonly InboxFault _fault;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<long, InboxLease> _latest = [];
    private readonly ConcurrentDictionary<long, DateTimeOffset> _ends = [];

    public ClaimingFaults(InboxNode inner, InboxFault fault, TimeProvider time)
        : base(inner)
    {
        _fault = fault;
        _time = time;
    }

    public override async ValueTask<ClaimBatch> ClaimAsync(int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        var batch = await Inbox.ClaimAsync(_fault == InboxFault.ClaimsMoreThanMax ? max + 1 : max, lease, cancellationToken);
        foreach (var claimed in batch.Leases)
        {
            _latest[claimed.EntryId] = claimed;
            _ends[claimed.Token] = _time.GetUtcNow() + lease;
        }

        return _fault switch
        {
            InboxFault.ClaimsNewestFirst => batch with { Leases = [.. batch.Leases.Reverse()] },
            InboxFault.SaysNothingOfWhatIsDue => batch with { NextDue = null },
            InboxFault.AlwaysSaysThatSomethingIsDue => batch with { NextDue = TimeSpan.Zero },
            _ => batch,
        };
    }

    public override async ValueTask<IReadOnlyList<InboxLease>> RenewAsync(
        IReadOnlyList<InboxLease> leases, TimeSpan lease, CancellationToken cancellationToken)
    {
        if (_fault == InboxFault.RenewsNothing)
        {
            return [];
        }

        var lost = await Inbox.RenewAsync(leases, lease, cancellationToken);
        return _fault switch
        {
            InboxFault.ReportsNothingLost => [],
            InboxFault.ReportsEverythingLost => leases,
            _ => lost,
        };
    }

    public override async ValueTask<bool> SettleAsync(InboxLease lease, Settlement settlement, CancellationToken cancellationToken)
    {
        if (_fault == InboxFault.RefusesLateSettlements && _ends[lease.Token] <= _time.GetUtcNow())
        {
            return false;
        }

        return await Inbox.SettleAsync(
            _fault == InboxFault.DoesNotFence ? _latest[lease.EntryId] : lease, settlement, cancellationToken);
    }

    public override async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        switch (_fault)
        {
            case InboxFault.DoesNotNoticeWhatIsAccepted:
                await Task.Delay(atMost, _time, cancellationToken);
                break;

            case InboxFault.IgnoresCancelledWaits:
                await Inbox.WaitAsync(atMost, cancellationToken).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;

            default:
                await Inbox.WaitAsync(atMost, cancellationToken);
                break;
        }
    }
}
