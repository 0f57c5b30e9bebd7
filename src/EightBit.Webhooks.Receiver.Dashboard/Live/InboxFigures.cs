using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Dashboard.Live;

/// <summary>What is in the inbox at one moment, as the page gets it.</summary>
internal sealed record InboxFigures
{
    public required long Pending { get; init; }

    public required long Claimed { get; init; }

    public required long AwaitingRetry { get; init; }

    public required long DeadLetters { get; init; }

    public required long PendingBytes { get; init; }

    public required long? Capacity { get; init; }

    public required double? OldestAgeMs { get; init; }

    public static InboxFigures Of(InboxStatistics statistics) => new()
    {
        Pending = statistics.Pending,
        Claimed = statistics.Claimed,
        AwaitingRetry = statistics.AwaitingRetry,
        DeadLetters = statistics.DeadLetters,
        PendingBytes = statistics.PendingBytes,
        Capacity = statistics.Capacity,
        OldestAgeMs = statistics.OldestAge?.TotalMilliseconds,
    };
}
