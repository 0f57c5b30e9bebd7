using EightBit.Webhooks.Receiver.Signatures;

namespace Soak.Sending;

/// <summary>Makes one request.</summary>
internal sealed class Sender(HttpClient http)
{
    private static readonly Uri Endpoint = new("/webhooks/8bit", UriKind.Relative);

    /// <returns>The status.</returns>
    public async Task<int> SendAsync(SignedEvent delivery)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint) { Content = new ByteArrayContent(delivery.Body) };
        request.Headers.Add(WebhookHeaders.Signature, delivery.Signature);
        request.Headers.Add(WebhookHeaders.Timestamp, delivery.Timestamp);
        return await SendAsync(request);
    }

    /// <returns>The status.</returns>
    public async Task<int> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        return await SendAsync(request);
    }

    private async Task<int> SendAsync(HttpRequestMessage request)
    {
        try
        {
            using var answer = await http.SendAsync(request);
            return (int)answer.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return Answers.None;
        }
    }
}
