namespace EightBit.Webhooks.Receiver.Testing.Compliance;

/// <summary>How a check wants the inbox that it works on.</summary>
public sealed record InboxSubjectOptions
{
    /// <summary>
    /// How many events may be pending, exactly; only asked for where <see cref="InboxCapabilities.Capacity"/> is declared. Null (the
    /// default) for room enough: at least 5,000 events and 32 MiB.
    /// </summary>
    public int? MaxPendingEvents { get; init; }
}
