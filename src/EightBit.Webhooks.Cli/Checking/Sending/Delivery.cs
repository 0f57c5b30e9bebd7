using EightBit.Webhooks.Receiver.Signatures;

namespace EightBit.Webhooks.Cli.Checking.Sending;

/// <summary>One request as the platform would send it, or as somebody would who pretends to be the platform.</summary>
internal sealed record Delivery
{
    /// <summary>The id inside the body.</summary>
    public required string EventId { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>Null to send none.</summary>
    public required string? Signature { get; init; }

    /// <summary>Null to send none.</summary>
    public required string? Timestamp { get; init; }

    public required string EventIdHeader { get; init; }

    /// <summary>The headers that are there, without those of the body.</summary>
    public IEnumerable<(string Name, string Value)> Headers
    {
        get
        {
            if (Signature is not null)
            {
                yield return (WebhookHeaders.Signature, Signature);
            }

            if (Timestamp is not null)
            {
                yield return (WebhookHeaders.Timestamp, Timestamp);
            }

            yield return (WebhookHeaders.EventId, EventIdHeader);
        }
    }
}
