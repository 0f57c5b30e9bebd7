namespace EightBit.Webhooks.Cli.Simulating.Planning;

/// <summary>What is to be sent next.</summary>
/// <param name="Event">The event.</param>
/// <param name="IsDuplicate">It was sent, or will be, without this one.</param>
/// <param name="IsTwice">A duplicate goes out at the same time.</param>
internal sealed record PlannedDelivery(PlannedEvent Event, bool IsDuplicate = false, bool IsTwice = false)
{
    /// <summary>How many attempts have failed.</summary>
    public int FailedAttempts { get; set; }
}
