using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Verifying;
using Microsoft.Extensions.Primitives;

namespace EightBit.Webhooks.Receiver.Testing.Sending;

/// <summary>
/// One delivery as the platform would send it, or, changed, as somebody who pretends to be the platform would. Immutable, and can be sent
/// any number of times: a captured delivery.
/// </summary>
public sealed record SignedDelivery
{
    private const string ContentTypeHeader = "Content-Type";
    private const int LargeBodyBytes = 64 * 1024;

    private SignedDelivery()
    {
    }

    /// <summary>The bytes that are sent.</summary>
    public ReadOnlyMemory<byte> Body { get; private init; }

    /// <summary>All headers that are sent, <c>Content-Type</c> among them. Names are compared without regard to case.</summary>
    public ImmutableSortedDictionary<string, StringValues> Headers { get; private init; }
        = ImmutableSortedDictionary.Create<string, StringValues>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The signature header; null when there is none.</summary>
    public string? Signature => Headers.TryGetValue(WebhookHeaders.Signature, out var values) ? values.ToString() : null;

    /// <summary>Signs an event. A time that its body does not state yet is stated now.</summary>
    /// <param name="sampleEvent">The event.</param>
    /// <param name="secret">The receiver's secret.</param>
    /// <param name="time">The clock of the sender; the system's when left out.</param>
    public static SignedDelivery Of(SampleEvent sampleEvent, WebhookSecret secret, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(sampleEvent);
        var now = (time ?? TimeProvider.System).GetUtcNow();
        return Signed(sampleEvent.Stated(now).ToUtf8Bytes(), secret, now);
    }

    /// <summary>Signs a body that is given as text, whatever is in it.</summary>
    /// <param name="body">The text, sent as UTF-8.</param>
    /// <param name="secret">The receiver's secret.</param>
    /// <param name="time">The clock of the sender; the system's when left out.</param>
    public static SignedDelivery OfText(string body, WebhookSecret secret, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return OfBytes(Encoding.UTF8.GetBytes(body), secret, time);
    }

    /// <summary>Signs any bytes.</summary>
    /// <param name="body">The bytes; kept, so do not write to them.</param>
    /// <param name="secret">The receiver's secret.</param>
    /// <param name="time">The clock of the sender; the system's when left out.</param>
    public static SignedDelivery OfBytes(ReadOnlyMemory<byte> body, WebhookSecret secret, TimeProvider? time = null)
        => Signed(body, secret, (time ?? TimeProvider.System).GetUtcNow());

    /// <summary>Signs the bytes of a file as they are.</summary>
    /// <param name="path">The file.</param>
    /// <param name="secret">The receiver's secret.</param>
    /// <param name="time">The clock of the sender; the system's when left out.</param>
    public static SignedDelivery OfFile(string path, WebhookSecret secret, TimeProvider? time = null)
        => OfBytes(File.ReadAllBytes(path), secret, time);

    /// <summary>Sent at another time than now: too long ago, from the future, or again as a retry. Only the timestamp header says so.</summary>
    /// <param name="time">The time; the header has its Unix seconds.</param>
    public SignedDelivery SentAt(DateTimeOffset time)
        => WithTimestamp(time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>Signs the body, as it is now, with another secret.</summary>
    /// <param name="secret">The secret.</param>
    public SignedDelivery SignedWith(WebhookSecret secret) => WithSignature(WebhookSignature.Sign(Body.Span, secret));

    /// <summary>Signed by somebody who does not know the secret: the signature has the right form and is wrong.</summary>
    public SignedDelivery Forged()
        => SignedWith(WebhookSecret.FromHex(RandomNumberGenerator.GetHexString(2 * SHA256.HashSizeInBytes)));

    /// <summary>Changed on the way: the body is no longer the one that was signed, though it is still the same JSON.</summary>
    public SignedDelivery Tampered() => WithBody((byte[])[.. Body.Span, (byte)' ']);

    /// <summary>Sends another body with the signature of this one. To sign it too, follow up with <see cref="SignedWith"/>.</summary>
    /// <param name="body">The bytes; kept, so do not write to them.</param>
    public SignedDelivery WithBody(ReadOnlyMemory<byte> body) => this with { Body = body };

    /// <summary>Replaces the signature header.</summary>
    /// <param name="signatures">Its values; more than one for a header that is there twice.</param>
    public SignedDelivery WithSignature(params string[] signatures) => WithHeader(WebhookHeaders.Signature, signatures);

    /// <summary>Changes the signature: <c>s =&gt; "sha256=" + s</c>, <c>s =&gt; s.ToUpperInvariant()</c>, <c>s =&gt; s[..63]</c>.</summary>
    /// <param name="change">Makes the new header value from the one that there is.</param>
    public SignedDelivery WithSignature(Func<string, string> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return WithSignature(change(Signature ?? ""));
    }

    /// <summary>Sends no signature.</summary>
    public SignedDelivery WithoutSignature() => WithHeader(WebhookHeaders.Signature);

    /// <summary>Replaces the timestamp header by any text.</summary>
    /// <param name="timestamps">Its values; more than one for a header that is there twice.</param>
    public SignedDelivery WithTimestamp(params string[] timestamps) => WithHeader(WebhookHeaders.Timestamp, timestamps);

    /// <summary>Sends no timestamp.</summary>
    public SignedDelivery WithoutTimestamp() => WithHeader(WebhookHeaders.Timestamp);

    /// <summary>Replaces the event-id header, which is not signed and says nothing of the event's own id.</summary>
    /// <param name="ids">Its values; none to send no such header.</param>
    public SignedDelivery WithEventIdHeader(params string[] ids) => WithHeader(WebhookHeaders.EventId, ids);

    /// <summary>Replaces the content type, which is <c>application/json</c> otherwise.</summary>
    /// <param name="contentType">The content type; null to send none.</param>
    public SignedDelivery WithContentType(string? contentType)
        => contentType is null ? WithHeader(ContentTypeHeader) : WithHeader(ContentTypeHeader, contentType);

    /// <summary>Replaces any header.</summary>
    /// <param name="name">The header.</param>
    /// <param name="values">Its values, sent as they are; none to send no such header.</param>
    public SignedDelivery WithHeader(string name, params string[] values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(values);
        return this with { Headers = values.Length == 0 ? Headers.Remove(name) : Headers.SetItem(name, values) };
    }

    /// <summary>Makes the request. Each call makes a new one, since a request can be sent once only.</summary>
    /// <param name="endpoint">The receiver's address; relative to the base address of the <see cref="HttpClient"/>, or null for that itself.</param>
    public HttpRequestMessage ToRequest(Uri? endpoint = null)
    {
        var content = new ReadOnlyMemoryContent(Body);
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = content };
        foreach (var (name, values) in Headers)
        {
            HttpHeaders headers = IsContentHeader(name) ? content.Headers : request.Headers;
            headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        // Asked first, the receiver can refuse a large body before it is on the way, so that its answer is not lost in a reset.
        request.Headers.ExpectContinue = Body.Length > LargeBodyBytes;
        return request;
    }

    /// <summary>Hands the delivery to a <see cref="WebhookVerifier"/>: for tests of code that takes deliveries without ASP.NET Core.</summary>
    public UnverifiedDelivery ToUnverified() => new()
    {
        Body = Body,
        Signature = Headers.GetValueOrDefault(WebhookHeaders.Signature),
        Timestamp = Headers.GetValueOrDefault(WebhookHeaders.Timestamp),
        EventIdHeader = Headers.GetValueOrDefault(WebhookHeaders.EventId),
    };

    private static SignedDelivery Signed(ReadOnlyMemory<byte> body, WebhookSecret secret, DateTimeOffset now)
        => new SignedDelivery { Body = body }
            .SignedWith(secret)
            .SentAt(now)
            .WithEventIdHeader(SampleIds.Unique.Next("dlv"))
            .WithContentType("application/json");

    private static bool IsContentHeader(string name) => name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);
}
