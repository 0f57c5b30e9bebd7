namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>Which dead letters to list.</summary>
public sealed record DeadLetterQuery
{
    /// <summary>The most that one page can hold: 1,000.</summary>
    public const int MaxTake = 1_000;

    /// <summary>Only those of this receiver; null (the default) for all.</summary>
    public string? Receiver { get; init; }

    /// <summary>Only entries with a greater <see cref="DeadLetter.EntryId"/>: the cursor. 0 (the default) begins at the oldest.</summary>
    public long After { get; init; }

    /// <summary>How many at most, 1 to <see cref="MaxTake"/>. Default 100.</summary>
    public int Take { get; init; } = 100;
}
