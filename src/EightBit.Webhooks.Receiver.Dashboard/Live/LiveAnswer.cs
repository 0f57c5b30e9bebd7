using EightBit.Webhooks.Receiver.Dashboard.Deliveries;

namespace EightBit.Webhooks.Receiver.Dashboard.Live;

/// <summary>What is going on now.</summary>
internal sealed record LiveAnswer
{
    public required DateTimeOffset Now { get; init; }

    public required InboxFigures? Statistics { get; init; }

    public required string? InboxProblem { get; init; }

    public required string? LogProblem { get; init; }

    public required IReadOnlyList<DeliveryLine> Lines { get; init; }
}
