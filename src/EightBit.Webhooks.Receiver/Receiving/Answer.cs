using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Verifying;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>The HTTP answer to each outcome. None of them holds anything of the delivery.</summary>
internal sealed class Answer
{
    private const string RetryAfterSeconds = "10"; // the platform's first retry comes after 10 seconds anyway

    private static readonly FrozenDictionary<DeliveryOutcome, Answer> All = new Dictionary<DeliveryOutcome, Answer>
    {
        [DeliveryOutcome.Accepted] = Success("accepted"),
        [DeliveryOutcome.Duplicate] = Success("duplicate"),
        [DeliveryOutcome.MethodNotAllowed] = Problem(405, "method_not_allowed", "Deliveries are sent with POST."),
        [DeliveryOutcome.HttpsRequired] = Problem(403, "https_required", "Deliveries are taken over HTTPS only."),
        [DeliveryOutcome.BodyTooLarge] = Problem(413, "body_too_large", "The body is larger than this receiver reads."),
        [DeliveryOutcome.BodyTimeout] = Problem(408, "body_timeout", "The body did not arrive in time."),
        [DeliveryOutcome.BodyUnreadable] = Problem(400, "body_unreadable", "The body could not be read from the connection."),
        [DeliveryOutcome.BodyAlreadyRead] = Problem(500, "body_already_read", "The receiving application is misconfigured; see its log."),
        [DeliveryOutcome.EndpointNotVerified] = Problem(500, "endpoint_not_verified", "The receiving application is misconfigured; see its log."),
        [DeliveryOutcome.SignatureMissing] = Problem(401, "signature_missing", "The header X-8bit-Signature-256 is missing."),
        [DeliveryOutcome.SignatureMalformed] = Problem(
            401, "signature_malformed", "The header X-8bit-Signature-256 must be 64 hex digits, once, with or without the prefix sha256=."),
        [DeliveryOutcome.SignatureMismatch] = Problem(401, "signature_mismatch", "The signature does not match the body."),
        [DeliveryOutcome.TimestampMissing] = Problem(401, "timestamp_missing", "The header X-8bit-Timestamp is missing."),
        [DeliveryOutcome.TimestampMalformed] = Problem(
            401, "timestamp_malformed", "The header X-8bit-Timestamp must be a Unix time in seconds, or 13 digits of milliseconds, once."),
        [DeliveryOutcome.TimestampStale] = Problem(401, "timestamp_stale", "The delivery was sent too long ago."),
        [DeliveryOutcome.TimestampInFuture] = Problem(401, "timestamp_in_future", "The delivery claims to come from the future."),
        [DeliveryOutcome.MalformedPayload] = Problem(
            400, "malformed_payload", "The body must be a JSON object with a usable id and type."),
        [DeliveryOutcome.EventExpired] = Problem(401, "event_expired", "The event is older than this receiver takes events."),
        [DeliveryOutcome.InProgress] = Problem(409, "in_progress", "Another delivery of this event is being processed."),
        [DeliveryOutcome.InboxFull] = Problem(503, "inbox_full", "There is no room for the event now. Send it again later."),
        [DeliveryOutcome.InboxUnavailable] = Problem(503, "inbox_unavailable", "The event could not be stored. Send it again later."),
        [DeliveryOutcome.SecretsUnavailable] = Problem(503, "secrets_unavailable", "The delivery could not be verified. Send it again later."),
        [DeliveryOutcome.ConfigurationInvalid] = Problem(503, "configuration_invalid", "The delivery could not be verified. Send it again later."),
        [DeliveryOutcome.EventTypeMismatch] = Problem(422, "event_type_mismatch", "This endpoint does not take events of this type."),
        [DeliveryOutcome.PayloadUnreadable] = Problem(422, "payload_unreadable", "The event's data is not what its type stands for."),
    }.ToFrozenDictionary();

    private readonly string _contentType;
    private readonly byte[] _body;

    private Answer(int status, string code, string contentType, byte[] body)
    {
        Status = status;
        Code = code;
        _contentType = contentType;
        _body = body;
    }

    public int Status { get; }

    public string Code { get; }

    public static Answer To(DeliveryOutcome outcome) => All[outcome];

    public Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = _contentType;
        response.ContentLength = _body.Length;
        AddHeaders(context);

        // Not cancellable by the request: another middleware's time limit must not take the answer away, and it is short.
        return response.Body.WriteAsync(_body, CancellationToken.None).AsTask();
    }

    /// <summary>The same answer for whoever has no <see cref="HttpContext"/> to write it to.</summary>
    public WebhookResponse ToResponse()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [HeaderNames.ContentType] = _contentType };
        if (HeaderOf(Status) is { } header)
        {
            headers.Add(header.Name, header.Value);
        }

        return new WebhookResponse(Status, Code, headers.AsReadOnly(), Encoding.UTF8.GetString(_body));
    }

    private void AddHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (HeaderOf(Status) is { } header)
        {
            headers[header.Name] = header.Value;
        }

        if (Status is StatusCodes.Status408RequestTimeout or StatusCodes.Status413PayloadTooLarge
            && !HttpProtocol.IsHttp2(context.Request.Protocol) && !HttpProtocol.IsHttp3(context.Request.Protocol))
        {
            headers.Connection = "close"; // rather than read on to the end of a body that nobody wants
        }
    }

    private static (string Name, string Value)? HeaderOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => (HeaderNames.WWWAuthenticate, "EightBit-Signature"), // RFC 9110 wants a challenge with every 401
        StatusCodes.Status405MethodNotAllowed => (HeaderNames.Allow, HttpMethods.Post),
        StatusCodes.Status409Conflict or StatusCodes.Status503ServiceUnavailable => (HeaderNames.RetryAfter, RetryAfterSeconds),
        _ => null,
    };

    private static Answer Success(string code)
        => new(StatusCodes.Status200OK, code, "application/json", JsonSerializer.SerializeToUtf8Bytes(new AnswerBody(code), AnswerJson.Default.AnswerBody));

    private static Answer Problem(int status, string code, string title)
        => new(status, code, "application/problem+json", JsonSerializer.SerializeToUtf8Bytes(new AnswerBody(code, status, title), AnswerJson.Default.AnswerBody));
}
