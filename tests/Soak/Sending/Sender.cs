using System.Collections.Concurrent;
using System.Globalization;
using EightBit.Webhooks.Receiver.Signatures;

namespace Soak.Sending;

/// <summary>Makes one request, and counts its answer.</summary>
internal sealed class Sender(HttpClient http)
{
    private static readonly Uri Endpoint = new("/webhooks/8bit", UriKind.Relative);

    private readonly ConcurrentDictionary<string, int> _answers = [];

    /// <summary>How many of each kind of request were answered how.</summary>
    public IReadOnlyDictionary<string, int> Answers => _answers;

    /// <returns>The status, or 0 when there was no answer.</returns>
    public async Task<int> SendAsync(string kind, SignedEvent delivery)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint) { Content = new ByteArrayContent(delivery.Body) };
        request.Headers.Add(WebhookHeaders.Signature, delivery.Signature);
        request.Headers.Add(WebhookHeaders.Timestamp, delivery.Timestamp);
        return await CountAsync(kind, request);
    }

    public async Task<int> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        return await CountAsync(path, request);
    }

    public void Count(string kind, string answer) => _answers.AddOrUpdate($"{kind}: {answer}", 1, (_, count) => count + 1);

    private async Task<int> CountAsync(string kind, HttpRequestMessage request)
    {
        try
        {
            using var answer = await http.SendAsync(request);
            Count(kind, ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
            return (int)answer.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            Count(kind, "no answer");
            return 0;
        }
    }
}
