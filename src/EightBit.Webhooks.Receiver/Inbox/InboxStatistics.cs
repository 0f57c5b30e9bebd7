namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>What is in an inbox at one moment.</summary>
public sealed record InboxStatistics
{
    /// <summary>Events accepted and not yet completed or dead, including those that are running or waiting for a retry.</summary>
    public required long Pending { get; init; }

    /// <summary>Those of <see cref="Pending"/> that are claimed now.</summary>
    public required long Claimed { get; init; }

    /// <summary>Those of <see cref="Pending"/> that wait for a retry.</summary>
    public required long AwaitingRetry { get; init; }

    /// <summary>The bytes of the bodies of <see cref="Pending"/>.</summary>
    public required long PendingBytes { get; init; }

    /// <summary>How many events may be pending before deliveries are answered 503; null where the inbox has no such limit.</summary>
    public long? Capacity { get; init; }

    /// <summary>
    /// Why the inbox takes no deliveries at present, which are answered 503, though it can be reached and is not full; null where it takes them.
    /// </summary>
    public string? Refusal { get; init; }

    /// <summary>Dead letters.</summary>
    public required long DeadLetters { get; init; }

    /// <summary>How long the oldest pending event has been waiting since it was accepted; null when none is pending.</summary>
    public TimeSpan? OldestAge { get; init; }
}
