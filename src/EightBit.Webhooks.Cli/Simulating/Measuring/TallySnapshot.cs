namespace EightBit.Webhooks.Cli.Simulating.Measuring;

/// <summary>What has happened up to a moment.</summary>
internal sealed record TallySnapshot
{
    public required TimeSpan Elapsed { get; init; }

    /// <summary>How long new events were made.</summary>
    public required TimeSpan Sending { get; init; }

    /// <summary>Events of which at least one attempt was begun.</summary>
    public required long Sent { get; init; }

    public required long DeliveredAtOnce { get; init; }

    public required long DeliveredAfterRetries { get; init; }

    public required long FailedForGood { get; init; }

    /// <summary>Attempts that have ended, those of duplicates among them.</summary>
    public required long Attempts { get; init; }

    /// <summary>Attempts after the first.</summary>
    public required long Retries { get; init; }

    /// <summary>Failed attempts of events that the receiver answered.</summary>
    public required long FailedByStatus { get; init; }

    public required long FailedByTimeout { get; init; }

    public required long FailedByConnection { get; init; }

    public required long DuplicatesSent { get; init; }

    /// <summary>Duplicates that went out at the same time as what they repeat.</summary>
    public required long DuplicatesAtOnce { get; init; }

    public required long DuplicatesAcknowledged { get; init; }

    public required long DuplicatesFailed { get; init; }

    public required LatencyHistogram Acknowledgements { get; init; }

    public required IReadOnlyList<RateSlot> Slots { get; init; }

    public required IReadOnlyDictionary<AnswerKind, long> Answers { get; init; }

    /// <summary>The first ones that have failed for good.</summary>
    public required IReadOnlyList<FailedEvent> Failures { get; init; }

    public long Delivered => DeliveredAtOnce + DeliveredAfterRetries;

    /// <summary>Neither delivered nor failed for good.</summary>
    public long Undecided => Sent - Delivered - FailedForGood;
}
