using EightBit.Webhooks.Cli.Sending;
using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Cli.Simulating;

/// <summary>What to simulate.</summary>
internal sealed record SimulationSettings
{
    public required Target Target { get; init; }

    public required WebhookSecret Secret { get; init; }

    /// <summary>What everything is drawn from.</summary>
    public required int Seed { get; init; }

    /// <summary>How many events; null for as many as the duration allows.</summary>
    public long? Events { get; init; }

    /// <summary>How long new events are made; null until there are enough.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Which types; empty for all, as they come in conversations.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    public Rate Rate { get; init; } = Rate.Max;

    /// <summary>How many attempts at a time.</summary>
    public int Concurrency { get; init; } = 64;

    /// <summary>The share of events that are sent again later.</summary>
    public double Duplicates { get; init; }

    /// <summary>The share of events that are sent twice at the same time.</summary>
    public double ConcurrentDuplicates { get; init; }

    /// <summary>The share of events that are overtaken by later ones.</summary>
    public double Reordered { get; init; }

    /// <summary>With this many failed deliveries to be tried again, new events wait: memory is bounded, and nothing is left out.</summary>
    public int MostWaiting { get; init; } = 100_000;

    /// <summary>How many times faster than the platform failed attempts are made again.</summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>Whether an attempt after the first repeats the timestamp of the first.</summary>
    public bool RepeatsTimestamp { get; init; }

    /// <summary>The time that all bodies state; null for when they are made.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}
