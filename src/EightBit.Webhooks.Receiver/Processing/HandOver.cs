using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>Leaves an event to other nodes when they have handlers for it that this one does not have.</summary>
internal sealed class HandOver
{
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    private readonly ReceiverRegistry _receivers;
    private readonly IWebhookFleet? _fleet;

    public HandOver(ReceiverRegistry receivers, IWebhookFleet? fleet = null)
    {
        _receivers = receivers;
        _fleet = fleet;
    }

    /// <summary>Before the first claim.</summary>
    public async Task JoinAsync(CancellationToken cancellationToken)
    {
        if (_fleet is not null)
        {
            await _fleet.JoinAsync([.. _receivers.All.SelectMany(receiver => receiver.Handlers.Describe(receiver.Name))], cancellationToken);
        }
    }

    /// <summary>What becomes of an event whose attempt has ended on this node.</summary>
    public Settlement Decide(InboxLease lease, Settlement settlement)
    {
        if (_fleet is null)
        {
            return settlement;
        }

        var receiver = _receivers.Find(lease.Delivery.Receiver);
        HandlerProgress? progress = settlement switch
        {
            Settlement.Completed => WithOwn(lease, receiver!.Handlers),
            Settlement.Dead { Reason: not DeadLetterReason.AttemptsExhausted } dead => dead.Progress,
            Settlement.Retry when receiver is null => lease.Progress,
            _ => null,
        };
        return progress is not null && _fleet.IsWaitedFor(lease)
            ? new Settlement.HandedOver(ShortestDelay + ((LongestDelay - ShortestDelay) * Random.Shared.NextDouble()), progress)
            : settlement;
    }

    private static HandlerProgress WithOwn(InboxLease lease, HandlerTable handlers)
        => new([.. lease.Progress.Completed.Union(handlers.For(lease.Delivery.EventType).Select(handler => handler.Name))], lease.Progress.Rejected);
}
