namespace EightBit.Webhooks.Receiver.Dashboard.Charts;

/// <summary>What was measured in one stretch of time.</summary>
internal sealed record Measured(Dictionary<string, long> Outcomes, LatencyCounts Acknowledgements, InboxGauges Gauges)
{
    public static Measured Nothing() => new([], new LatencyCounts(), new InboxGauges());

    /// <summary>Adds a later stretch: counts add up, of what was pending and how old it was the worst counts, of dead letters the latest.</summary>
    public void Add(Measured later)
    {
        foreach (var (outcome, count) in later.Outcomes)
        {
            Outcomes[outcome] = Outcomes.GetValueOrDefault(outcome) + count;
        }

        Acknowledgements.Add(later.Acknowledgements);
        Gauges.Pending = Worst(Gauges.Pending, later.Gauges.Pending);
        Gauges.QueueAgeMs = Worst(Gauges.QueueAgeMs, later.Gauges.QueueAgeMs);
        Gauges.DeadLetters = later.Gauges.DeadLetters ?? Gauges.DeadLetters;
    }

    public SeriesPoint ToPoint(DateTimeOffset at) => new()
    {
        At = at,
        Outcomes = Outcomes,
        Acknowledgement = AcknowledgementTimes.Of(Acknowledgements),
        QueueAgeMs = Gauges.QueueAgeMs,
        Pending = Gauges.Pending,
        DeadLetters = Gauges.DeadLetters,
    };

    private static T? Worst<T>(T? earlier, T? later)
        where T : struct, IComparable<T>
        => earlier is { } one && later is { } other ? (one.CompareTo(other) > 0 ? one : other) : earlier ?? later;
}
