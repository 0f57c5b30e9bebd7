namespace LiveAnalytics.Counting;

/// <summary>What the page shows.</summary>
internal sealed record LiveSnapshot
{
    public required DateTimeOffset At { get; init; }

    /// <summary>The last hour, the current minute at its end.</summary>
    public required IReadOnlyList<MinuteSnapshot> Minutes { get; init; }

    public required IReadOnlyList<ChannelCount> Channels { get; init; }

    public required int OpenConversations { get; init; }

    /// <summary>How many of 1, of 2, up to 5.</summary>
    public required IReadOnlyList<int> Ratings { get; init; }

    /// <summary>Events that were older than the window when they came.</summary>
    public required long TooLate { get; init; }

    /// <summary>Events that were not counted because a table was full.</summary>
    public required long OverBound { get; init; }
}
