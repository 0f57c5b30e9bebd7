namespace EightBit.Webhooks.Receiver.Signatures;

/// <summary>The headers of a delivery, by the platform's documentation.</summary>
public static class WebhookHeaders
{
    /// <summary>HMAC-SHA256 of the raw request body, keyed with the endpoint's secret, as hex digits.</summary>
    public const string Signature = "X-8bit-Signature-256";

    /// <summary>When the delivery was sent, as a Unix time in seconds. <b>Not covered by the signature.</b></summary>
    public const string Timestamp = "X-8bit-Timestamp";

    /// <summary>
    /// The delivery's id. <b>Not covered by the signature</b>, so it is no deduplication key: that is the <c>id</c> in the signed body.
    /// </summary>
    public const string EventId = "X-8bit-Event-Id";
}
