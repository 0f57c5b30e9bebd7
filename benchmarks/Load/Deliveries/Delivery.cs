using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Load.Deliveries;

/// <summary>One signed request, as it goes over the wire.</summary>
internal static class Delivery
{
    private const string Path = "/hook";
    private static readonly byte[] Secret = "a-secret-that-the-benchmark-signs-with"u8.ToArray();

    /// <param name="id">The event's id; no two deliveries have the same.</param>
    /// <param name="bodyBytes">How long the body is.</param>
    /// <param name="platform">Whose delivery it is.</param>
    public static byte[] Create(string id, int bodyBytes, Platform platform)
    {
        var body = platform == Platform.GitHub ? PingBody(id, bodyBytes) : MessageBody(id, bodyBytes);
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Secret, body));
        var seconds = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var headers = platform == Platform.GitHub
            ? $"X-GitHub-Event: ping\r\nX-GitHub-Delivery: {id}\r\nX-GitHub-Hook-Id: 1\r\nX-Hub-Signature-256: sha256={signature}\r\n"
            : $"X-8bit-Signature-256: {signature}\r\nX-8bit-Timestamp: {seconds}\r\nX-8bit-Event-Id: {id}\r\n";
        var head = $"POST {Path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n{headers}\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private static byte[] MessageBody(string id, int bodyBytes)
    {
        var conversation = id.GetHashCode(StringComparison.Ordinal) & 0x3FF;
        return Fill(
            $$$"""{"id":"{{{id}}}","type":"message.received","created_at":"{{{DateTimeOffset.UtcNow:O}}}","data":{"conversation_id":"conv_{{{conversation}}}","message_id":"msg_{{{id}}}","user_id":"ada","content":"%"}}""",
            bodyBytes);
    }

    private static byte[] PingBody(string id, int bodyBytes)
        => Fill(
            $$$$"""{"zen":"%","hook_id":1,"hook":{"type":"Repository","id":1,"name":"web","active":true,"events":["push"],"config":{"content_type":"json","insecure_ssl":"0","url":"http://localhost/{{{{id}}}}"},"updated_at":"2026-01-01T00:00:00Z","created_at":"2026-01-01T00:00:00Z","url":"http://localhost/1","test_url":"http://localhost/2","ping_url":"http://localhost/3","deliveries_url":"http://localhost/4","last_response":{"code":null,"status":"unused","message":null}}}""",
            bodyBytes);

    private static byte[] Fill(string template, int bodyBytes)
        => Encoding.UTF8.GetBytes(template.Replace("%", new string('x', Math.Max(1, bodyBytes - template.Length + 1)), StringComparison.Ordinal));
}
