using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace BrokenReceivers;

/// <summary>
/// A receiver as somebody might write it who does not use the library, and without a fault. Each of the others changes one step.
/// </summary>
public class SoundReceiver
{
    public const string Secret = "a-secret-of-broken-receivers-0123";

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, int> _effects = new();
    private readonly ConcurrentDictionary<string, bool> _seen = new();

    public virtual bool TakesGet => false;

    public int EffectsOf(string eventId) => _effects.GetValueOrDefault(eventId);

    public virtual async Task ReceiveAsync(HttpContext context)
    {
        var body = await ReadAsync(context.Request);
        if (Refusal(context.Request, body) is { } refusal)
        {
            await RefuseAsync(context, 401, refusal);
        }
        else if (Event(body) is not { } webhookEvent)
        {
            await RefuseAsync(context, 400, "not an event");
        }
        else if (await IsNewAsync(Key(context.Request, webhookEvent)))
        {
            await ProcessAsync(webhookEvent);
            await context.Response.WriteAsync("ok");
        }
        else
        {
            await AnswerDuplicateAsync(context);
        }
    }

    protected static string HexDigest(byte[] body, string secret = Secret)
        => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    protected static bool Equal(string one, string other)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    protected virtual async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    protected virtual string? Refusal(HttpRequest request, byte[] body)
    {
        if (request.Headers["X-8bit-Signature-256"] is not [{ } signature])
        {
            return "one signature is needed";
        }

        var bare = signature.StartsWith("sha256=", StringComparison.Ordinal) ? signature["sha256=".Length..] : signature;
        if (!IsRight(bare.ToLowerInvariant(), body))
        {
            return "wrong signature";
        }

        return IsFresh(request.Headers["X-8bit-Timestamp"].ToString()) ? null : "not fresh";
    }

    protected virtual bool IsRight(string signature, byte[] body) => Equal(signature, HexDigest(body));

    protected virtual bool IsFresh(string timestamp)
    {
        if (!ulong.TryParse(timestamp, out var number) || number > 9_999_999_999_999)
        {
            return false;
        }

        var sentAt = DateTimeOffset.FromUnixTimeMilliseconds(timestamp.Length == 13 ? (long)number : (long)number * 1000);
        return (TimeProvider.System.GetUtcNow() - sentAt).Duration() < Tolerance;
    }

    protected virtual JsonElement? Event(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("id", out _)
                ? document.RootElement.Clone()
                : null;
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException)
        {
            return null;
        }
    }

    protected virtual string Key(HttpRequest request, JsonElement webhookEvent) => webhookEvent.GetProperty("id").ToString();

    protected virtual Task<bool> IsNewAsync(string key) => Task.FromResult(Remember(key));

    protected bool Knows(string key) => _seen.ContainsKey(key);

    protected bool Remember(string key) => _seen.TryAdd(key, true);

    protected virtual Task ProcessAsync(JsonElement webhookEvent)
    {
        _effects.AddOrUpdate(webhookEvent.GetProperty("id").ToString(), 1, (_, count) => count + 1);
        return Task.CompletedTask;
    }

    protected virtual Task AnswerDuplicateAsync(HttpContext context) => context.Response.WriteAsync("ok");

    protected virtual Task RefuseAsync(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(why);
    }
}
