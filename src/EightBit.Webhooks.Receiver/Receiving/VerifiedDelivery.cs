using System.Diagnostics;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Envelopes;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>A delivery whose signature, freshness and envelope have been checked.</summary>
internal sealed record VerifiedDelivery
{
    /// <summary>W3C Trace Context asks for no more to be passed on. The header is not signed, and is kept with the event.</summary>
    private const int MaxTraceStateLength = 512;

    public required string Receiver { get; init; }

    public required string? Tenant { get; init; }

    public required byte[] Body { get; init; }

    public required EventEnvelope Envelope { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required string? EventIdHeader { get; init; }

    public required TimeSpan RememberFor { get; init; }

    /// <summary>Which of the secrets has signed it.</summary>
    public required int SecretIndex { get; init; }

    public required WebhookReceiverOptions Options { get; init; }

    public DeduplicationKey DeduplicationKey => new(Receiver, Tenant, Envelope.Id);

    public InboxDelivery ForInbox() => new()
    {
        Receiver = Receiver,
        Tenant = Tenant,
        EventId = Envelope.Id,
        EventType = Envelope.Type,
        OrderingKey = Options.Ordering == EventOrdering.PerConversation ? Envelope.ConversationId : null,
        CreatedAt = Envelope.CreatedAt,
        SentAt = SentAt,
        ReceivedAt = ReceivedAt,
        EventIdHeader = EventIdHeader,
        TraceParent = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null,
        TraceState = Activity.Current?.TraceStateString is { Length: <= MaxTraceStateLength } state ? state : null,
        RememberFor = RememberFor,
        Body = Body,
        Verified = this,
    };

    public RawWebhookEvent ToEvent() => new(Envelope.Id, Envelope.Type)
    {
        ConversationId = Envelope.ConversationId,
        CreatedAt = Envelope.CreatedAt,
        Body = Body,
        RawData = Body.AsMemory()[Envelope.Data],
        Delivery = new WebhookDelivery
        {
            Receiver = Receiver,
            Tenant = Tenant,
            ReceivedAt = ReceivedAt,
            SentAt = SentAt,
            EventIdHeader = EventIdHeader,
        },
    };
}
