namespace CrmSync.Demo.Sending;

/// <summary>One HTTP request as the platform would send it, or as somebody would who pretends to be the platform.</summary>
internal sealed record Delivery
{
    public required byte[] Body { get; init; }

    /// <summary>The value of the signature header; null to send none.</summary>
    public required string? Signature { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The event-id header, which nothing may be keyed on: it is not signed.</summary>
    public string DeliveryId { get; init; } = $"dlv_{Guid.NewGuid():N}";
}
