namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>What an operator can see of an inbox and do to its dead letters. Get it from the service provider.</summary>
public interface IWebhookInboxAdmin
{
    /// <summary>Counts what is in the inbox.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<InboxStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists dead letters, oldest first, a page at a time. The cursor stays valid while letters come and go.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="DeadLetterQuery.Take"/> is not between 1 and 1,000.</exception>
    ValueTask<DeadLetterPage> ListDeadLettersAsync(DeadLetterQuery query, CancellationToken cancellationToken = default);

    /// <summary>Lists events that wait for a retry, the one that is due first in front.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="RetryQuery.Take"/> is not between 1 and 1,000.</exception>
    /// <exception cref="NotSupportedException">This inbox cannot tell: it does not implement the method.</exception>
    ValueTask<IReadOnlyList<InboxEvent>> ListRetriesAsync(RetryQuery query, CancellationToken cancellationToken = default)
        => throw new NotSupportedException($"{GetType().Name} cannot list the events that wait for a retry.");

    /// <summary>Finds an event by its id, while the inbox still holds it: a completed one leaves nothing but its id.</summary>
    /// <param name="receiver">The name of the receiver that took it; empty for the default one.</param>
    /// <param name="tenant">The tenant whose secret signed it; null where the receiver serves only one.</param>
    /// <param name="eventId">The event's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The event, pending or dead; of several with this id the one that was accepted last. Null when there is none.</returns>
    /// <exception cref="NotSupportedException">This inbox cannot tell: it does not implement the method.</exception>
    ValueTask<InboxEvent?> FindAsync(string receiver, string? tenant, string eventId, CancellationToken cancellationToken = default)
        => throw new NotSupportedException($"{GetType().Name} cannot find an event by its id.");

    /// <summary>
    /// Puts a dead letter back to be processed, with all its attempts ahead of it. Handlers that had succeeded do not run again.
    /// </summary>
    /// <param name="entryId">The <see cref="DeadLetter.EntryId"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<ReplayOutcome> ReplayAsync(long entryId, CancellationToken cancellationToken = default);

    /// <summary>Deletes a dead letter. Its id stays remembered.</summary>
    /// <param name="entryId">The <see cref="DeadLetter.EntryId"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False when there is no such dead letter.</returns>
    ValueTask<bool> PurgeAsync(long entryId, CancellationToken cancellationToken = default);
}
