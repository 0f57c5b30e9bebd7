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
