using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace EightBit.Webhooks.Cli.Checking.Sending;

/// <summary>Sends ordinary requests.</summary>
internal sealed class Sender : IDisposable
{
    private const int MaxAnswerBytes = 1024 * 1024;

    private readonly HttpClient _http;
    private readonly CheckSettings _settings;
    private readonly TimeProvider _time;

    public Sender(CheckSettings settings, TimeProvider time)
    {
        _settings = settings;
        _time = time;

        // What comes back is to be seen as it is, from the receiver itself. And no connection is used twice: one that the receiver closes
        // at that moment would look like a fault, and one that waits for its next use keeps a receiver busy that has a single thread.
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = settings.Connect,
        };
        handler.SslOptions.RemoteCertificateValidationCallback = CertificateTrust.Of(settings);
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxAnswerBytes };
    }

    public Task<Answer> SendAsync(Delivery delivery, CancellationToken cancellationToken)
        => SendAsync(
            () =>
            {
                var request = CreateRequest(delivery);
                request.Headers.ConnectionClose = true;
                return request;
            },
            cancellationToken);

    public Task<Answer> SendOverHttp2Async(Delivery delivery, CancellationToken cancellationToken)
        => SendAsync(
            () =>
            {
                var request = CreateRequest(delivery);
                request.Version = HttpVersion.Version20;
                request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
                return request;
            },
            cancellationToken);

    public Task<Answer> GetAsync(CancellationToken cancellationToken)
        => SendAsync(() => new HttpRequestMessage(HttpMethod.Get, _settings.Url), cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<Answer> SendAsync(Func<HttpRequestMessage> create, CancellationToken cancellationToken)
    {
        using var patience = Patience(cancellationToken);
        var startedAt = _time.GetTimestamp();
        try
        {
            using var request = create();
            using var response = await _http.SendAsync(request, patience.Token);
            var body = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(patience.Token)); // whatever charset it names
            return Answer.Of((int)response.StatusCode, response.Headers + response.Content.Headers.ToString(), body, _time.GetElapsedTime(startedAt));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Answer.None($"not within {_settings.Patience.TotalSeconds:0.#} s", _time.GetElapsedTime(startedAt));
        }
        catch (HttpRequestException exception)
        {
            var failure = exception.HttpRequestError == HttpRequestError.ResponseEnded
                ? "the connection was closed"
                : (exception.InnerException ?? exception).Message;
            return Answer.None(failure, _time.GetElapsedTime(startedAt), exception.HttpRequestError);
        }
    }

    private CancellationTokenSource Patience(CancellationToken cancellationToken)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_settings.Patience);
        return patience;
    }

    private HttpRequestMessage CreateRequest(Delivery delivery)
    {
        var content = new ByteArrayContent(delivery.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, _settings.Url) { Content = content };
        foreach (var (name, value) in delivery.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
