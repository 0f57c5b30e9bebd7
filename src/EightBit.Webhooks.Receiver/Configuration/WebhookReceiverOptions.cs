using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Receiver.Configuration;

/// <summary>
/// How one receiver takes deliveries. Bound to <c>EightBit:Webhooks</c> for the default receiver and to
/// <c>EightBit:Webhooks:Receivers:NAME</c> for a named one. Read for every delivery, so a change needs no restart.
/// </summary>
public sealed class WebhookReceiverOptions
{
    /// <summary>
    /// How long the platform keeps retrying: the delays of its six retries (10 s, 1 min, 5 min, 15 min, 1 h, 6 h) together.
    /// </summary>
    public static readonly TimeSpan PlatformRetryPeriod = new(7, 21, 10);

    /// <summary>
    /// The endpoint's secrets; every one of them is tried. Normally one; two while a rotation is under way, since the platform
    /// accepts the old one for 24 hours. Needed unless the receiver has a secret source of its own.
    /// </summary>
    public IList<string> Secrets { get; } = [];

    /// <summary>How a secret's text becomes the HMAC key. Default <see cref="SecretEncoding.Utf8"/>.</summary>
    public SecretEncoding SecretEncoding { get; set; }

    /// <summary>
    /// How far the delivery's timestamp header may be from this machine's clock, either way. Default 5 minutes; 1 second to 3 days.
    /// Raise it to 8 hours if the platform turns out to send retries with the first attempt's timestamp.
    /// </summary>
    public TimeSpan TimestampTolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long an event's id is remembered, and how old an event may be by its signed time. Default 3 days; at least the platform's
    /// retry period of 7 h 21 min 10 s, at most 90 days.
    /// </summary>
    public TimeSpan DeduplicationRetention { get; set; } = TimeSpan.FromDays(3);

    /// <summary>
    /// Whether to refuse (400) an event whose body states no readable time. Default false. Without a signed time, a captured
    /// delivery can be sent again once its id is forgotten; the platform's documentation promises a time, so this should be safe.
    /// </summary>
    public bool RequireSignedTimestamp { get; set; }

    /// <summary>The largest body that is read. Default 1 MiB; 1 KiB to 64 MiB.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// How long a delivery may take from its headers to the answer; what is not accepted by then is answered 408 or 503. Default 4
    /// seconds: the platform gives up after 5. From 100 milliseconds to 5 seconds. When an <c>[EightBitWebhook]</c> endpoint has ended, its answer
    /// waits for the store of ids no longer than this.
    /// </summary>
    public TimeSpan AcknowledgementTimeout { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Whether to refuse (403) deliveries that came over HTTP. Default false, because TLS usually ends at a proxy. Behind one, use
    /// the forwarded-headers middleware before turning this on.
    /// </summary>
    public bool RequireHttps { get; set; }

    /// <summary>In which order events are processed. Default <see cref="EventOrdering.PerConversation"/>.</summary>
    public EventOrdering Ordering { get; set; }

    /// <summary>
    /// How long an <c>[EightBitWebhook]</c> endpoint keeps an event to itself. A delivery of the same event is answered 409 until the
    /// endpoint has returned or this time is over. Default 5 minutes; 5 seconds to 1 hour.
    /// </summary>
    public TimeSpan InlineLease { get; set; } = TimeSpan.FromMinutes(5);
}
