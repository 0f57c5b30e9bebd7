namespace EightBit.Webhooks.Cli.Simulating.Planning;

/// <summary>An event, signed.</summary>
internal sealed class PlannedEvent
{
    private string? _firstTimestamp;

    public required string Id { get; init; }

    public required string Type { get; init; }

    public required byte[] Body { get; init; }

    public required string Signature { get; init; }

    /// <summary>The delivery's id, for the header.</summary>
    public required string DeliveryId { get; init; }

    /// <summary>The timestamp of the first attempt, which may be this one.</summary>
    public string FirstTimestamp(string now) => Interlocked.CompareExchange(ref _firstTimestamp, now, null) ?? now;
}
