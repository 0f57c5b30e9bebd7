using EightBit.Webhooks.Receiver.Receiving;

namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>A verified delivery on its way into an inbox: what an inbox has to keep of it.</summary>
public sealed record InboxDelivery
{
    /// <summary>The name of the receiver that took the delivery; empty for the default one.</summary>
    public required string Receiver { get; init; }

    /// <summary>The tenant whose secret signed the delivery; null where the receiver serves only one.</summary>
    public string? Tenant { get; init; }

    /// <summary>The <c>id</c> of the signed body: with receiver and tenant, the deduplication key. 1 to 200 characters.</summary>
    public required string EventId { get; init; }

    /// <summary>The <c>type</c> of the signed body, such as <c>message.received</c>. 1 to 200 characters.</summary>
    public required string EventType { get; init; }

    /// <summary>
    /// Events of one receiver and tenant with the same key run one at a time, in the order they were accepted; null: at any time.
    /// </summary>
    public string? OrderingKey { get; init; }

    /// <summary>The time that the signed body states, if it does.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The time of the unsigned timestamp header.</summary>
    public DateTimeOffset SentAt { get; init; }

    /// <summary>When the delivery arrived, by the receiver's clock.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The unsigned <c>X-8bit-Event-Id</c> header, if it was printable ASCII of at most 200 characters.</summary>
    public string? EventIdHeader { get; init; }

    /// <summary>The W3C <c>traceparent</c> of the request that brought the delivery.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The unsigned W3C <c>tracestate</c> of the request, if it has at most 512 characters.</summary>
    public string? TraceState { get; init; }

    /// <summary>How long the id has to be remembered from now on, whatever becomes of the event.</summary>
    public required TimeSpan RememberFor { get; init; }

    /// <summary>
    /// What the receiver has found out about the body already. An inbox that hands out the delivery it was given spares the processor a
    /// second scan; one that stores it elsewhere loses nothing but that.
    /// </summary>
    internal VerifiedDelivery? Verified { get; init; }

    /// <summary>The raw bytes of the body, as they were signed. The inbox may keep the memory; nobody writes to it.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
}
