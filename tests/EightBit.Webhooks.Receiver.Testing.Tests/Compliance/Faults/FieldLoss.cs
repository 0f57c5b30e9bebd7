using System.Reflection;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Testing.Compliance;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Compliance.Faults;

/// <summary>Forgets one property of every delivery between accept and claim.</summary>
internal sealed class FieldLoss : InboxDecorator
{
    private readonly PropertyInfo _lost;

    public FieldLoss(InboxNode inner, PropertyInfo lost)
        : base(inner) => _lost = lost;

    public override async ValueTask<ClaimBatch> ClaimAsync(int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        var batch = await Inbox.ClaimAsync(max, lease, cancellationToken);
        return batch with
        {
            Leases =
            [
                .. batch.Leases.Select(claimed => new InboxLease(
                    claimed.EntryId, claimed.Token, claimed.Attempt, Forget(claimed.Delivery), claimed.Progress)),
            ],
        };
    }

    private InboxDelivery Forget(InboxDelivery delivery)
    {
        var copy = delivery with { };
        _lost.SetValue(copy, _lost.PropertyType.IsValueType ? Activator.CreateInstance(_lost.PropertyType) : null);
        return copy;
    }
}
