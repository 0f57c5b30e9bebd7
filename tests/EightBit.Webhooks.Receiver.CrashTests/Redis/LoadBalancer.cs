namespace EightBit.Webhooks.Receiver.CrashTests.Redis;

/// <summary>Gives each request to the next node, and to the one after it when a node takes no connection; nothing else is tried twice.</summary>
internal sealed class LoadBalancer : HttpMessageHandler
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler());
    private readonly Uri[] _nodes;
    private int _next;
    private int _serverErrors;
    private int _unanswered;
    private int _movedOn;

    public LoadBalancer(IEnumerable<Uri> nodes) => _nodes = [.. nodes];

    /// <summary>Answers of 500 and above.</summary>
    public int ServerErrors => _serverErrors;

    /// <summary>Connections that ended before there was an answer.</summary>
    public int Unanswered => _unanswered;

    /// <summary>Times that a node took no connection.</summary>
    public int MovedOn => _movedOn;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.PathAndQuery;
        var first = (uint)Interlocked.Increment(ref _next);
        for (var tries = 1; ; tries++)
        {
            request.RequestUri = new Uri(_nodes[(first + tries) % _nodes.Length], path);
            try
            {
                var answer = await _http.SendAsync(request, cancellationToken);
                if ((int)answer.StatusCode >= 500)
                {
                    Interlocked.Increment(ref _serverErrors);
                }

                return answer;
            }
            catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConnectionError && tries < _nodes.Length)
            {
                Interlocked.Increment(ref _movedOn);
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref _unanswered);
                throw;
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _http.Dispose();
        }

        base.Dispose(disposing);
    }
}
