using System.Globalization;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Envelopes;
using EightBit.Webhooks.Receiver.Freshness;

namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>What the log says of a refused delivery: the likely cause and the fix, for the person on call.</summary>
internal static class Explanations
{
    public const string HttpsRequired =
        "RequireHttps is on and the request came over HTTP. If TLS ends at a proxy, add the forwarded-headers middleware "
        + "(app.UseForwardedHeaders()) before this endpoint";

    public const string SecretsUnavailable = "The secret source failed or took longer than AcknowledgementTimeout";

    public const string ConfigurationInvalid =
        "The configuration was changed to something invalid, and deliveries are refused until it is corrected";

    public const string NoSignedTimestamp =
        "The body states no readable time (created_at, timestamp or createdAt), and RequireSignedTimestamp is on";

    public const string Closing = "The application is stopping and its inbox is in memory";

    public const string InboxTimeout = "The inbox did not answer within AcknowledgementTimeout";

    public static string OfBody(DeliveryOutcome refusal, WebhookReceiverOptions options, Exception? fault) => refusal switch
    {
        DeliveryOutcome.BodyTooLarge => Text($"The body is larger than MaxBodyBytes ({options.MaxBodyBytes})"),
        DeliveryOutcome.BodyTimeout => Text($"The body did not arrive within AcknowledgementTimeout ({options.AcknowledgementTimeout})"),
        DeliveryOutcome.BodyAlreadyRead =>
            "An earlier middleware has read the request body, so the bytes that were signed are gone. Let that middleware skip this "
            + "path, place it after the webhook endpoint, or have it call HttpContext.Request.EnableBuffering() before it reads and leave the "
            + "stream open (leaveOpen: true)",
        DeliveryOutcome.BodyUnreadable =>
            Text($"The body could not be read from the connection: {fault?.GetType().Name}. If the application decompresses requests, keep that ")
            + "from this path: the signature is over the bytes as they were sent",
        _ => "",
    };

    /// <param name="action">The action that did not run.</param>
    /// <param name="verifiedFor">The receiver that the request was verified for, if it was for any.</param>
    public static string OfUnverified(string? action, string? verifiedFor)
        => $"{action ?? "An action"} is marked with [EightBitWebhook] and was not run, because "
            + (verifiedFor is null
                ? "nothing has verified the request before it. Endpoint routing does: map the controllers with app.MapControllers(), not with "
                    + "app.UseMvc(), and put the attribute on the action or its controller"
                : $"the request was verified for receiver '{ReceiverRegistration.NameForLogs(verifiedFor)}', and the attribute names another one. "
                    + "Name the same receiver in both places");

    public const string MethodNotAllowed = "Deliveries are sent with POST; somebody may have opened the address in a browser";

    public static string OfSignatureHeader(DeliveryOutcome refusal) => refusal == DeliveryOutcome.SignatureMissing
        ? "There is no header X-8bit-Signature-256: the request is not from the platform, or a proxy has removed the header"
        : "The header X-8bit-Signature-256 is not 64 hex digits, once, with or without the prefix sha256=";

    public static string OfMismatch(int secrets, int bodyLength) => secrets == 0
        ? "The secret source knows no secret for this request"
        : Text($"None of {secrets} configured secrets has signed this body of {bodyLength} bytes: it was forged or changed on the way, ")
            + "or the secret is another endpoint's or a rotated one, or SecretEncoding does not fit"
            + (bodyLength == 0 ? "; the body was empty, so an earlier middleware may have read it" : "");

    public static string OfTimestamp(
        FreshnessVerdict verdict, DateTimeOffset sentAt, DateTimeOffset now, WebhookReceiverOptions options) => verdict switch
        {
            FreshnessVerdict.Stale =>
                Text($"The delivery is validly signed, but was sent {now - sentAt} ago, which is more than TimestampTolerance ")
                + Text($"({options.TimestampTolerance}). If these are the platform's own retries, raise TimestampTolerance; ")
                + "if this machine's clock is wrong, correct it",
            FreshnessVerdict.InFuture =>
                Text($"The delivery is validly signed, but its timestamp is {sentAt - now} ahead of this machine's clock, which is more ")
                + Text($"than TimestampTolerance ({options.TimestampTolerance}). Check this machine's clock"),
            _ => "The signature is valid; only the header X-8bit-Timestamp is at fault",
        };

    public static string OfSignedAge(EventEnvelope envelope, DateTimeOffset now, WebhookReceiverOptions options)
        => Text($"The body states that the event was created at {envelope.CreatedAt:O}, {now - envelope.CreatedAt} ")
            + Text($"from now, which is more than DeduplicationRetention ({options.DeduplicationRetention}): its id may be forgotten, so it ")
            + "could be a replay. If the platform delivers events that late, raise DeduplicationRetention";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
