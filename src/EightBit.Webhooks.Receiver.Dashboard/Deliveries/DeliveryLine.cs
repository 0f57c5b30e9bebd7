using System.Globalization;
using EightBit.Webhooks.Receiver.DeliveryLog;

namespace EightBit.Webhooks.Receiver.Dashboard.Deliveries;

/// <summary>A line of the delivery log, as the page gets it.</summary>
internal sealed record DeliveryLine
{
    public const string Delivery = "delivery";
    public const string Handling = "handling";

    public required string Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Kind { get; init; }

    public required string Receiver { get; init; }

    public required string? Tenant { get; init; }

    public required string? EventId { get; init; }

    public required string? EventType { get; init; }

    public required string? ConversationId { get; init; }

    public required string Outcome { get; init; }

    public required double DurationMs { get; init; }

    public required int? Attempt { get; init; }

    public required string? Handler { get; init; }

    public required string? Error { get; init; }

    public static DeliveryLine Of(DeliveryLogEntry entry) => new()
    {
        Number = entry.Number.ToString(CultureInfo.InvariantCulture),
        At = entry.At.ToUniversalTime(),
        Kind = entry.Kind == DeliveryLogKind.Delivery ? Delivery : Handling,
        Receiver = entry.Receiver,
        Tenant = entry.Tenant,
        EventId = entry.EventId,
        EventType = entry.EventType,
        ConversationId = entry.ConversationId,
        Outcome = entry.Outcome,
        DurationMs = entry.Duration.TotalMilliseconds,
        Attempt = entry.Attempt,
        Handler = entry.Handler,
        Error = entry.Error,
    };
}
