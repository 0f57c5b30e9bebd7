using System.Globalization;
using System.Text;
using EightBit.Webhooks.Receiver.HostileTests.Hosting;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;

namespace EightBit.Webhooks.Receiver.HostileTests.Deliveries;

/// <summary>A delivery that is valid in everything, to be sent as it is or mistreated.</summary>
internal sealed class Delivery
{
    public const string Path = "/webhooks/8bit";

    private static readonly WebhookSecret Secret = WebhookSecret.FromText(Target.Secret);

    private static int _last;

    private Delivery(string body)
    {
        Body = body;
        Signature = WebhookSignature.Sign(Encoding.ASCII.GetBytes(body), Secret);
    }

    public string Body { get; }

    public string Signature { get; }

    public string Timestamp { get; } = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Of an event of its own, in a conversation of its own.</summary>
    public static Delivery New(int contentLength = 100)
    {
        var number = Interlocked.Increment(ref _last);
        return new($$$"""{"id":"evt-{{{number}}}","type":"message.received","data":{"conversation_id":"conv-{{{number}}}","content":"{{{new string('x', contentLength)}}}"}}""");
    }

    /// <summary>The two headers that make it a delivery.</summary>
    public string Signed => $"{WebhookHeaders.Signature}: {Signature}\r\n{WebhookHeaders.Timestamp}: {Timestamp}\r\n";

    /// <summary>The whole request.</summary>
    /// <param name="headers">More headers, each with its line end.</param>
    /// <param name="line">The request line.</param>
    public string Request(string headers = "", string line = $"POST {Path} HTTP/1.1")
        => $"{line}\r\nHost: test\r\n{Signed}{headers}Content-Length: {Body.Length}\r\n\r\n{Body}";

    /// <summary>The request with another framing of its body.</summary>
    /// <param name="framing">The headers that say where the body ends, each with its line end.</param>
    /// <param name="body">The body on the wire.</param>
    public string Framed(string framing, string body) => $"POST {Path} HTTP/1.1\r\nHost: test\r\n{Signed}{framing}\r\n{body}";

    /// <summary>The request in chunks.</summary>
    /// <param name="size">Of each chunk, in bytes.</param>
    /// <param name="extension">What is behind each chunk's size.</param>
    /// <param name="trailers">Behind the last chunk, each with its line end.</param>
    public string Chunked(int size = 50, string extension = "", string trailers = "")
    {
        var chunks = Body.Chunk(size).Select(chunk => $"{chunk.Length:X}{extension}\r\n{new string(chunk)}\r\n");
        return Framed("Transfer-Encoding: chunked\r\n", string.Concat(chunks) + $"0{extension}\r\n{trailers}\r\n");
    }

    public HttpRequestMessage ToHttp() => new(HttpMethod.Post, Path)
    {
        Content = new StringContent(Body, Encoding.ASCII),
        Headers = { { WebhookHeaders.Signature, Signature }, { WebhookHeaders.Timestamp, Timestamp } },
    };
}
