using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace EightBit.Webhooks.Receiver.Testing.Sending;

/// <summary>Reads the receiver's answer, and that of anything else that may stand where the receiver should.</summary>
internal static class AnswerReader
{
    public static async Task<WebhookAnswer> ReadAsync(HttpResponseMessage response, Func<TimeSpan> elapsed, CancellationToken cancellationToken)
    {
        var body = Decode(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return new WebhookAnswer
        {
            Status = (int)response.StatusCode,
            Code = CodeOf(body),
            RetryAfter = RetryAfterOf(response.Headers),
            Elapsed = elapsed(),
            Body = body,
        };
    }

    // As the receiver writes it. The answer of something else may name a charset that nobody knows.
    private static string Decode(byte[] body) => Encoding.UTF8.GetString(body).TrimStart('\uFEFF');

    private static string? CodeOf(string body)
    {
        try
        {
            var json = JsonElement.Parse(body);
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String
                ? code.GetString()
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // no JSON, or half of a character
        }
    }

    private static TimeSpan? RetryAfterOf(HttpResponseHeaders headers) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when headers.Date is { } now => date - now,
        _ => null,
    };
}
