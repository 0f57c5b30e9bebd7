using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.InMemory;

/// <summary>The dead letters of the in-memory inbox, bounded in number and bytes.</summary>
/// <remarks>Not synchronised: the inbox calls it under its lock.</remarks>
internal sealed class DeadLetterShelf
{
    private readonly SortedDictionary<long, DeadLetter> _letters = [];
    private long _bytes;

    public int Count => _letters.Count;

    /// <summary>Adds a letter, and returns those that had to go for it: the ones that died first.</summary>
    public IReadOnlyList<DeadLetter> Add(DeadLetter letter, int maxLetters, long maxBytes)
    {
        _letters.Add(letter.EntryId, letter);
        _bytes += SizeOf(letter);

        List<DeadLetter>? dropped = null;
        while (_letters.Count > 1 && (_letters.Count > maxLetters || _bytes > maxBytes))
        {
            // Not the lowest entry number: an event that was retried for hours would be dropped the moment it dies.
            var oldest = _letters.Values.Where(other => other != letter).MinBy(other => other.DiedAt)!;
            Remove(oldest);
            (dropped ??= []).Add(oldest);
        }

        return dropped ?? [];
    }

    public IReadOnlyList<InboxDelivery> All() => [.. _letters.Values.Select(letter => letter.Delivery)];

    public DeadLetter? Find(long entryId) => _letters.GetValueOrDefault(entryId);

    public InboxEvent? FindLast(Func<InboxDelivery, bool> isMeant)
        => _letters.Values.LastOrDefault(letter => isMeant(letter.Delivery)) is { } found
            ? new InboxEvent
            {
                EntryId = found.EntryId,
                Delivery = found.Delivery,
                State = InboxEventState.Dead,
                Attempts = found.Attempts,
                DeadReason = found.Reason,
                Progress = found.Progress,
                History = found.History,
            }
            : null;

    public void Remove(DeadLetter letter)
    {
        _letters.Remove(letter.EntryId);
        _bytes -= SizeOf(letter);
    }

    /// <summary>The error is the last one of the history.</summary>
    private static long SizeOf(DeadLetter letter) => letter.Delivery.Body.Length + FailureHistory.SizeOf(letter.History);

    public DeadLetterPage List(DeadLetterQuery query)
    {
        var found = _letters.Values
            .Where(letter => letter.EntryId > query.After && (query.Receiver is null || letter.Delivery.Receiver == query.Receiver))
            .Take(query.Take + 1)
            .ToList();

        return found.Count > query.Take
            ? new DeadLetterPage(found[..query.Take], found[query.Take - 1].EntryId)
            : new DeadLetterPage(found, null);
    }
}
