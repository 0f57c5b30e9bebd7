using System.Diagnostics;
using System.Text;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;

namespace EightBit.Webhooks.Receiver.Testing.Sending;

/// <summary>Signs and sends deliveries as the platform does. Safe for concurrent use.</summary>
/// <remarks>
/// For an application under test, <c>CreateWebhookSender</c> on its service provider or host makes one that knows address, secret and
/// clock by itself.
/// </remarks>
public sealed class WebhookSender : IDisposable
{
    private readonly HttpClient _http;
    private readonly Func<WebhookSecret> _secret;
    private readonly TimeProvider _time;

    /// <summary>Creates a sender to any receiver.</summary>
    /// <param name="http">Sends the requests; not disposed here. Its timeout applies: the platform's is 5 seconds.</param>
    /// <param name="secret">The receiver's secret.</param>
    /// <param name="endpoint">The receiver's address; may be relative to the client's base address, or null for that itself.</param>
    /// <param name="time">The clock of the timestamps; the system's when left out.</param>
    public WebhookSender(HttpClient http, WebhookSecret secret, Uri? endpoint = null, TimeProvider? time = null)
        : this(http, () => secret, endpoint, time ?? TimeProvider.System)
        => ArgumentNullException.ThrowIfNull(secret);

    internal WebhookSender(HttpClient http, Func<WebhookSecret> secret, Uri? endpoint, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(http);
        _http = http;
        _secret = secret;
        _time = time;
        Endpoint = endpoint;
    }

    /// <summary>Where deliveries go; relative to the base address of the <see cref="HttpClient"/>, or null for that itself.</summary>
    public Uri? Endpoint { get; }

    /// <summary>Set where the client was made for this sender alone.</summary>
    internal bool OwnsClient { get; init; }

    /// <summary>Told of the answers, where an application is under test.</summary>
    internal SettlementWatch? Watch { get; init; }

    /// <summary>Signs an event as if it were sent now, to be changed before <see cref="SendAsync(SignedDelivery, CancellationToken)"/>.</summary>
    /// <param name="sampleEvent">The event.</param>
    public SignedDelivery Sign(SampleEvent sampleEvent) => SignedDelivery.Of(sampleEvent, _secret(), _time);

    /// <summary>Signs a body that is given as text, whatever is in it.</summary>
    /// <param name="body">The text, sent as UTF-8.</param>
    public SignedDelivery Sign(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Sign(Encoding.UTF8.GetBytes(body));
    }

    /// <summary>Signs any bytes.</summary>
    /// <param name="body">The bytes; kept, so do not write to them.</param>
    public SignedDelivery Sign(ReadOnlyMemory<byte> body) => SignedDelivery.OfBytes(body, _secret(), _time);

    /// <summary>Signs an event and sends it, as a delivery of its own: the second call is what the platform's retry is.</summary>
    /// <param name="sampleEvent">The event.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="HttpRequestException">There was no answer.</exception>
    public Task<WebhookAnswer> SendAsync(SampleEvent sampleEvent, CancellationToken cancellationToken = default)
        => SendAsync(Sign(sampleEvent), cancellationToken);

    /// <summary>Sends a delivery as it is.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="HttpRequestException">There was no answer.</exception>
    public async Task<WebhookAnswer> SendAsync(SignedDelivery delivery, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        using var request = delivery.ToRequest(Endpoint);
        var startedAt = Stopwatch.GetTimestamp();
        using var response = await _http.SendAsync(request, cancellationToken);
        var answer = await AnswerReader.ReadAsync(response, () => Stopwatch.GetElapsedTime(startedAt), cancellationToken);
        Watch?.Answered(delivery, answer);
        return answer;
    }

    /// <summary>Disposes the HTTP client, if it was made for this sender alone.</summary>
    public void Dispose()
    {
        if (OwnsClient)
        {
            _http.Dispose();
        }
    }
}
