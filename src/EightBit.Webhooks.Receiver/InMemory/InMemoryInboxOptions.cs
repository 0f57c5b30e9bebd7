namespace EightBit.Webhooks.Receiver.InMemory;

/// <summary>Bounds of the in-memory inbox and deduplication store. Bound to <c>EightBit:Webhooks:InMemory</c>.</summary>
public sealed class InMemoryInboxOptions
{
    /// <summary>How many events may be pending before deliveries are answered 503. Default 10,000.</summary>
    public int MaxPendingEvents { get; set; } = 10_000;

    /// <summary>
    /// How many bytes the bodies of pending events may have before deliveries are answered 503. A body beyond it by itself is
    /// taken while nothing else is pending. What is kept of failed attempts comes on top, up to a quarter of it (64 KiB at least):
    /// then older errors are left out of the events' histories, and the latest is shortened. Default 64 MiB.
    /// </summary>
    public long MaxPendingBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>
    /// How many dead letters are kept. Beyond it the oldest is dropped, and named in an error log. Default 1,000.
    /// </summary>
    public int MaxDeadLetters { get; set; } = 1_000;

    /// <summary>
    /// How many bytes the bodies and errors of dead letters may have. Beyond it the oldest is dropped, and named in an error log.
    /// Default 64 MiB.
    /// </summary>
    public long MaxDeadLetterBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>
    /// How many event ids are remembered. Default 1,000,000, which is 3.8 events a second for the default retention of 3 days and
    /// takes about 40 MB when full. Beyond it one of those that would expire first is forgotten early, which a warning log says: an old
    /// event could then be taken a second time.
    /// </summary>
    public int MaxRememberedIds { get; set; } = 1_000_000;

    /// <summary>
    /// How many lines the delivery log keeps in memory; beyond it the oldest goes. Default 10,000. Deliveries that name no verified event
    /// are kept apart, a tenth as many, so that forged requests cannot push out the lines of real events.
    /// </summary>
    public int MaxLogEntries { get; set; } = 10_000;
}
