namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>Which of the events that wait for a retry to list.</summary>
public sealed record RetryQuery
{
    /// <summary>The most that can be asked for: 1,000.</summary>
    public const int MaxTake = 1_000;

    /// <summary>Only those of this receiver; null (the default) for all.</summary>
    public string? Receiver { get; init; }

    /// <summary>How many at most, 1 to <see cref="MaxTake"/>. Default 100.</summary>
    public int Take { get; init; } = 100;
}
