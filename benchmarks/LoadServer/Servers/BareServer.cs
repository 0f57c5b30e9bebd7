using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace LoadServer.Servers;

/// <summary>The limit: the body into a buffer, one HMAC, one comparison in fixed time, 200. No parser, no duplicates, no handler.</summary>
internal sealed class BareServer : IWebhookServer
{
    private static readonly byte[] Key = Encoding.UTF8.GetBytes(Workload.Secret);

    public void Configure(WebApplicationBuilder builder, string resource)
    {
    }

    public void Map(WebApplication app)
    {
        var handled = app.Services.GetRequiredService<HandledCount>();
        app.MapPost(Workload.Path, (RequestDelegate)(context => ReceiveAsync(context, handled)));
    }

    private static async Task ReceiveAsync(HttpContext context, HandledCount handled)
    {
        var length = (int)(context.Request.ContentLength ?? 0);
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            await context.Request.Body.ReadExactlyAsync(buffer.AsMemory(0, length), context.RequestAborted);
            context.Response.StatusCode = IsSigned(context.Request, buffer.AsSpan(0, length)) ? 200 : 401;
            handled.Add();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool IsSigned(HttpRequest request, ReadOnlySpan<byte> body)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Key, body, digest);
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return Convert.FromHexString(request.Headers["X-8bit-Signature-256"].ToString(), claimed, out _, out var written) == OperationStatus.Done
            && written == claimed.Length
            && CryptographicOperations.FixedTimeEquals(digest, claimed);
    }
}
