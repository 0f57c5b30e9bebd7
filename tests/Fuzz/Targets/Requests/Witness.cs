using System.Collections.Concurrent;
using EightBit.Webhooks.Receiver.Signatures;
using Fuzz.Targets.Requests.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Fuzz.Targets.Requests;

/// <summary>Stands in front of everything and sees what goes in and comes out; judges by code that shares nothing with the product.</summary>
internal sealed class Witness
{
    private const int Tolerance = 300;

    private readonly ConcurrentQueue<Exception> _complaints = new();

    /// <summary>Called also by whoever else sees something that must not be.</summary>
    public void Complain(Exception complaint) => _complaints.Enqueue(complaint);

    /// <exception cref="BrokenPromiseException">Something was seen since the last time.</exception>
    public void ThrowIfSeen()
    {
        Exception? first = null;
        while (_complaints.TryDequeue(out var complaint))
        {
            first ??= complaint;
        }

        if (first is not null)
        {
            throw new BrokenPromiseException(first.ToString());
        }
    }

    public async Task WatchAsync(HttpContext context, RequestDelegate next)
    {
        var body = new RecordingBody(context.Request.BodyReader);
        var path = context.Request.Path;
        context.Features.Set<IRequestBodyPipeFeature>(body);
        try
        {
            await next(context);
            Judge(context, path, body.Taken);
        }
        catch (Exception exception)
        {
            Complain(exception);
            throw;
        }
    }

    private static void Judge(HttpContext context, PathString path, ReadOnlySpan<byte> body)
    {
        var status = context.Response.StatusCode;
        Promise.That(status < 500, $"no answer is a 5xx, such as {status}");
        if (status is < 200 or > 299 || path.StartsWithSegments(FuzzedEndpoints.Dashboard))
        {
            return;
        }

        var headers = context.Request.Headers;
        Promise.That(HttpMethods.IsPost(context.Request.Method), "no 2xx but to a POST");
        Promise.That(Keys.IsSignature(Single(headers[WebhookHeaders.Signature]), body), "no 2xx without a valid signature");
        Promise.That(body.Length <= FuzzedEndpoints.MaxBodyBytes, "no 2xx for a body that is too large");
        Promise.That(
            long.TryParse(Single(headers[WebhookHeaders.Timestamp]), out var sent)
            && Math.Abs((sent > 99_999_999_999 ? sent / 1000 : sent) - StoppedClock.Now.ToUnixTimeSeconds()) <= Tolerance,
            "no 2xx without a fresh timestamp");
    }

    private static string? Single(StringValues header) => header.Count == 1 ? header[0] : null;
}
