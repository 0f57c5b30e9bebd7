namespace EightBit.Webhooks.Receiver.Events;

/// <summary><c>account.usage_threshold</c>: usage has crossed a defined threshold, such as 80 % of the credit limit.</summary>
/// <inheritdoc cref="EventData" path="/remarks"/>
public sealed record AccountUsageThreshold : EventData
{
    /// <summary>The account.</summary>
    public string? AccountId { get; init; }

    /// <summary>What is counted, such as <c>credits</c>.</summary>
    public string? Metric { get; init; }

    /// <summary>The threshold that was crossed, in percent.</summary>
    public decimal? ThresholdPercent { get; init; }

    /// <summary>How much has been used.</summary>
    public decimal? CurrentUsage { get; init; }

    /// <summary>How much there is.</summary>
    public decimal? UsageLimit { get; init; }

    /// <summary>When it was crossed.</summary>
    public DateTimeOffset? CrossedAt { get; init; }
}
