using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Cli.DeadLetters.Inboxes;

/// <summary>An application's inbox, as somebody beside the application sees it.</summary>
internal interface IOperatedInbox : IAsyncDisposable
{
    /// <summary>How many dead letters one call can change.</summary>
    int MaxChanges { get; }

    Task<DeadLetterPage> ListAsync(DeadLetterQuery query, CancellationToken cancellationToken);

    /// <returns>What became of each.</returns>
    Task<IReadOnlyList<ReplayOutcome>> ReplayAsync(IReadOnlyList<long> entryIds, CancellationToken cancellationToken);

    /// <returns>Whether each was there.</returns>
    Task<IReadOnlyList<bool>> PurgeAsync(IReadOnlyList<long> entryIds, CancellationToken cancellationToken);
}
