namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>
/// Where accepted events wait until they are processed. Deduplication and enqueueing are one atomic step of one store, so
/// that no crash between them can lose an event or drop the platform's retry as a duplicate.
/// </summary>
/// <remarks>
/// <para>One inbox serves all receivers of an application. Implementations must be safe for concurrent use.</para>
/// <para>
/// An inbox decides what may run; how it runs (concurrency, back-off, when an event is dead, draining) is the processor's. An
/// operation that cannot be carried out throws; the receiver answers 503, and the processor tries again.
/// </para>
/// <para>
/// Implementations must not block the calling thread. A call that blocks is given up with the acknowledgement budget, but holds a thread
/// that other deliveries need until it returns. Hand work that blocks to a thread of the inbox's own, and return the task.
/// </para>
/// </remarks>
public interface IWebhookInbox
{
    /// <summary>
    /// Whether an accepted event survives the end of the process. On shut-down a durable inbox keeps what is waiting; one that
    /// is not is emptied as far as the drain time allows, and names the rest in the log as lost.
    /// </summary>
    bool IsDurable { get; }

    /// <summary>Takes an event once.</summary>
    /// <remarks>
    /// Of any number of calls with the same receiver, tenant and event id, one gets <see cref="AcceptOutcome.Accepted"/>; the
    /// others get <see cref="AcceptOutcome.Duplicate"/>, and not before the event is as durable as the inbox promises.
    /// </remarks>
    /// <param name="delivery">The event.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the acknowledgement budget is used up. Whether the event was accepted is then unknown, and must be right
    /// either way: the platform sends it again.
    /// </param>
    ValueTask<AcceptOutcome> AcceptAsync(InboxDelivery delivery, CancellationToken cancellationToken);

    /// <summary>Claims events that may run now, and counts an attempt for each of them.</summary>
    /// <remarks>
    /// Of one conversation at most one event is claimed at a time, always the oldest. An event whose lease has expired is
    /// claimable again.
    /// </remarks>
    /// <param name="max">How many at most; at least 1.</param>
    /// <param name="lease">How long the claim holds unless it is renewed.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<ClaimBatch> ClaimAsync(int max, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Extends leases to <paramref name="lease"/> from now.</summary>
    /// <param name="leases">The leases to keep.</param>
    /// <param name="lease">How long they hold from now on.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Those that are lost: settled, or claimed by somebody else.</returns>
    ValueTask<IReadOnlyList<InboxLease>> RenewAsync(
        IReadOnlyList<InboxLease> leases, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Ends an attempt.</summary>
    /// <param name="lease">The lease of the attempt.</param>
    /// <param name="settlement">How it ended.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False when the lease is no longer the entry's latest: somebody else has it, and nothing was changed.</returns>
    ValueTask<bool> SettleAsync(InboxLease lease, Settlement settlement, CancellationToken cancellationToken);

    /// <summary>Waits until something may have become claimable. May return early, or late by no more than <paramref name="atMost"/>.</summary>
    /// <param name="atMost">How long to wait at most.</param>
    /// <param name="cancellationToken">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
    ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken);
}
