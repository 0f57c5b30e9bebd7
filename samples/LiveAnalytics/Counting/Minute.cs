namespace LiveAnalytics.Counting;

/// <summary>What happened in one minute, and which events said so.</summary>
internal sealed class Minute
{
    /// <summary>Further events of the minute are not counted, and the page says so: uncounted is better than counted twice.</summary>
    public const int MaxEvents = 20_000;

    private readonly HashSet<UInt128> _events = [];

    public Minute(long number) => Number = number;

    /// <summary>Minutes since 1970.</summary>
    public long Number { get; }

    public int Received { get; set; }

    public int Sent { get; set; }

    public int Failed { get; set; }

    public int Started { get; set; }

    public int Ended { get; set; }

    public ChannelCounts Channels { get; } = new();

    public RatingCounts Ratings { get; } = new();

    public ResponseTimes ResponseTimes { get; } = new();

    public bool Knows(UInt128 eventKey) => _events.Contains(eventKey);

    /// <returns>False at the bound.</returns>
    public bool TryRemember(UInt128 eventKey) => _events.Count < MaxEvents && _events.Add(eventKey);
}
