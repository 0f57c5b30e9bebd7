namespace EightBit.Webhooks.Receiver.Dashboard.Charts;

/// <summary>One whole step of a chart.</summary>
internal sealed record SeriesPoint
{
    /// <summary>When the step ended.</summary>
    public required DateTimeOffset At { get; init; }

    public required IReadOnlyDictionary<string, long> Outcomes { get; init; }

    /// <summary>Null when nothing was delivered.</summary>
    public required AcknowledgementTimes? Acknowledgement { get; init; }

    public required double? QueueAgeMs { get; init; }

    public required long? Pending { get; init; }

    public required long? DeadLetters { get; init; }
}
