using EightBit.Webhooks.Receiver.Handlers;

namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>
/// What the nodes that share an inbox handle, which differs while a new version is rolled out: an event is complete only when the handlers of
/// all of them are done with it. An inbox for several nodes is registered together with one, as a service.
/// </summary>
/// <remarks>
/// An inbox with a fleet takes <see cref="Settlement.HandedOver"/>. Where another node has joined since this one has asked, its
/// <see cref="IWebhookInbox.SettleAsync"/> fails on <see cref="Settlement.Completed"/> if that node has a handler for the event; the processor
/// then asks again.
/// </remarks>
public interface IWebhookFleet
{
    /// <summary>Tells the other nodes what this one handles, until it ends. Called once, before the first claim.</summary>
    /// <param name="handled">All handlers of all receivers.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask JoinAsync(IReadOnlyList<HandledEvents> handled, CancellationToken cancellationToken);

    /// <summary>Whether an event has to go on to another node when this one has done what it can: one that lives has handlers for it that this
    /// one does not have, and that are not done.</summary>
    /// <param name="lease">The event.</param>
    bool IsWaitedFor(InboxLease lease);
}
