using EightBit.Webhooks.Receiver.Dashboard.Deliveries;

namespace EightBit.Webhooks.Receiver.Dashboard.EventDetails;

/// <summary>All that is known of one event.</summary>
internal sealed record EventAnswer
{
    public required string Receiver { get; init; }

    public required string? Tenant { get; init; }

    public required string EventId { get; init; }

    public required IReadOnlyList<DeliveryLine> Lines { get; init; }

    public required string? LinesProblem { get; init; }

    public required HeldDetails? Held { get; init; }

    public required string? HeldProblem { get; init; }
}
