using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Platform;

/// <summary>Sends deliveries as the platform does, or as somebody else would.</summary>
internal sealed class Sender : IDisposable
{
    public const string Secret = "a-secret-of-the-tests-0123456789";
    public const string OtherSecret = "another-secret-of-the-tests-9876";

    private readonly HttpClient _http;

    public Sender(Uri receiver) => _http = new HttpClient { BaseAddress = receiver, Timeout = TimeSpan.FromSeconds(60) };

    public Uri BaseAddress => _http.BaseAddress!;

    public async Task<Answer> SendAsync(
        byte[] body,
        string path = "/webhooks/8bit",
        string secret = Secret,
        DateTimeOffset? sentAt = null,
        Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(WebhookHeaders.Signature, WebhookSignature.Sign(body, WebhookSecret.FromText(secret)));
        request.Headers.Add(
            "X-8bit-Timestamp", (sentAt ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        change?.Invoke(request);
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request);
        var isJson = request.Method != HttpMethod.Head && response.Content.Headers.ContentType?.MediaType is "application/json" or "application/problem+json";
        var code = isJson ? (string?)(await response.Content.ReadFromJsonAsync<JsonObject>())?["code"] : null;
        return new Answer((int)response.StatusCode, code, response.Headers, response.Content.Headers.ContentType?.MediaType);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(new Uri(path, UriKind.Relative));

    public void Dispose() => _http.Dispose();
}
