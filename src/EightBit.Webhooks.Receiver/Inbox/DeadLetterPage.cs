namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>One page of dead letters.</summary>
/// <param name="Items">The dead letters, by growing <see cref="DeadLetter.EntryId"/>.</param>
/// <param name="Next">Where the next page begins (pass it as <see cref="DeadLetterQuery.After"/>); null on the last page.</param>
public sealed record DeadLetterPage(IReadOnlyList<DeadLetter> Items, long? Next);
