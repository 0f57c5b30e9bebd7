using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Testing.Compliance;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Compliance.Faults;

/// <summary>What can be wrong with taking events in.</summary>
internal sealed class AcceptingFaults : InboxDecorator
{
    private const int CutAt = 64 * 1024;

    private readonly InboxFault _fault;
    private readonly FaultyStore _store;
    private readonly ConcurrentDictionary<string, InboxDelivery> _originals = [];
    private readonly ConcurrentDictionary<string, bool> _turnedAway = [];

    public AcceptingFaults(InboxNode inner, InboxFault fault, FaultyStore store)
        : base(inner)
    {
        _fault = fault;
        _store = store;
    }

    public override bool IsDurable => true;

    private bool HidesConversations => _fault is InboxFault.KeepsNoOrder or InboxFault.JoinsConversations;

    public override async ValueTask<AcceptOutcome> AcceptAsync(InboxDelivery delivery, CancellationToken cancellationToken)
    {
        if (_turnedAway.ContainsKey(delivery.EventId))
        {
            return AcceptOutcome.Duplicate;
        }

        var outcome = await Inbox.AcceptAsync(HidesConversations ? Disguise(delivery) : Damage(delivery), cancellationToken);
        if (outcome == AcceptOutcome.Full && _fault == InboxFault.MarksIdsSeenOnFull)
        {
            _turnedAway[delivery.EventId] = true;
        }

        return outcome == AcceptOutcome.Full && _fault == InboxFault.RefusesWithAnException
            ? throw new InvalidOperationException("There is no room.")
            : outcome;
    }

    public override async ValueTask<ClaimBatch> ClaimAsync(int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        var batch = await Inbox.ClaimAsync(max, lease, cancellationToken);
        return HidesConversations
            ? batch with
            {
                Leases =
                [
                    .. batch.Leases.Select(claimed => new InboxLease(
                        claimed.EntryId, claimed.Token, claimed.Attempt, _originals[claimed.Delivery.EventId], claimed.Progress)),
                ],
            }
            : batch;
    }

    public override async ValueTask<bool> SettleAsync(InboxLease lease, Settlement settlement, CancellationToken cancellationToken)
    {
        if (_fault == InboxFault.ForgetsIdsOnCompletion && settlement is Settlement.Completed)
        {
            _store.Forget(new DeduplicationKey(lease.Delivery.Receiver, lease.Delivery.Tenant, lease.Delivery.EventId));
        }

        return await Inbox.SettleAsync(lease, settlement, cancellationToken);
    }

    private InboxDelivery Damage(InboxDelivery delivery) => _fault switch
    {
        InboxFault.CutsBodies => delivery with { Body = delivery.Body[..Math.Min(delivery.Body.Length, CutAt)] },
        InboxFault.KeepsBodiesAsText => delivery with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(delivery.Body.Span)) },
        _ => delivery,
    };

    // The inbox behind this one orders correctly, so it must not learn what the conversations are.
    private InboxDelivery Disguise(InboxDelivery delivery)
    {
        var id = JsonSerializer.Serialize(new[] { delivery.Receiver, delivery.Tenant, delivery.EventId });
        _originals.TryAdd(id, delivery);
        return delivery with
        {
            Receiver = "",
            Tenant = null,
            EventId = id,
            OrderingKey = _fault == InboxFault.KeepsNoOrder || delivery.OrderingKey is null
                ? null
                : $"{delivery.Receiver}:{delivery.Tenant}:{delivery.OrderingKey}",
        };
    }
}
