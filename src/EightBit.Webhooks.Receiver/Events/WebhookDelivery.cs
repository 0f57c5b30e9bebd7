namespace EightBit.Webhooks.Receiver.Events;

/// <summary>How an event came here.</summary>
public sealed record WebhookDelivery
{
    /// <summary>Of an event that a test has made: one object for all of them, and for none that came by HTTP.</summary>
    internal static readonly WebhookDelivery Unknown = new();

    /// <summary>The name of the receiver that took it; empty for the default one.</summary>
    public string Receiver { get; init; } = "";

    /// <summary>The tenant whose secret signed it, as the <c>IWebhookSecretSource</c> named it; otherwise null.</summary>
    public string? Tenant { get; init; }

    /// <summary>Which attempt to process the event this is, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>When the delivery arrived, by this machine's clock.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the platform sent it, by the header <c>X-8bit-Timestamp</c>. Not covered by the signature.</summary>
    public DateTimeOffset SentAt { get; init; }

    /// <summary>
    /// The header <c>X-8bit-Event-Id</c>, for support. Not covered by the signature, so never a key for anything; null when it was
    /// missing or not printable ASCII of at most 200 characters.
    /// </summary>
    public string? EventIdHeader { get; init; }
}
