using System.Globalization;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;

namespace CrmSync.Demo.Sending;

/// <summary>Signs and posts deliveries with the platform's headers and its patience.</summary>
internal sealed class PlatformSender : IDisposable
{
    /// <summary>The platform takes an answer that comes later for a failure.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const string TimestampHeader = "X-8bit-Timestamp";
    private const string EventIdHeader = "X-8bit-Event-Id";
    private const int LargeBodyBytes = 64 * 1024;

    private readonly HttpClient _http;
    private readonly Uri _endpoint;
    private readonly WebhookSecret _secret;
    private readonly TimeProvider _time;

    public PlatformSender(Uri endpoint, string secret, TimeProvider time)
    {
        // A proxy of the environment has no business between two ends on this machine.
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        _endpoint = endpoint;
        _secret = WebhookSecret.FromText(secret);
        _time = time;
    }

    /// <summary>A delivery as it should be: signed with the shared secret, sent now.</summary>
    public Delivery Sign(byte[] body) => new()
    {
        Body = body,
        Signature = WebhookSignature.Sign(body, _secret),
        SentAt = _time.GetUtcNow(),
    };

    public async Task<DeliveryAnswer> SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        using var request = CreateRequest(delivery);
        var startedAt = _time.GetTimestamp();
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return new DeliveryAnswer((int)response.StatusCode, CodeOf(body), _time.GetElapsedTime(startedAt));
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new DeliveryAnswer(0, $"no answer: {exception.Message}", _time.GetElapsedTime(startedAt));
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage CreateRequest(Delivery delivery)
    {
        var content = new ByteArrayContent(delivery.Body);
        content.Headers.ContentType = new("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = content };
        request.Headers.Add(TimestampHeader, delivery.SentAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(EventIdHeader, delivery.DeliveryId);
        if (delivery.Signature is not null)
        {
            request.Headers.Add(WebhookHeaders.Signature, delivery.Signature);
        }

        // Asked first, the receiver can refuse a large body before it is on the way, so that its answer is not lost in a reset.
        request.Headers.ExpectContinue = delivery.Body.Length > LargeBodyBytes;
        return request;
    }

    private static string CodeOf(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.GetProperty("code").GetString() ?? "";
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "an answer without a code";
        }
    }
}
