using System.Net.Security;
using EightBit.Webhooks.Cli.CommandLine;

namespace EightBit.Webhooks.Cli.Sending;

/// <summary>The receiver that is sent to.</summary>
/// <param name="Url">Its endpoint.</param>
/// <param name="Headers">What is sent beside the platform's headers, or instead of them.</param>
/// <param name="IsInsecure">Whether any certificate is good.</param>
internal sealed record Target(Uri Url, IReadOnlyList<KeyValuePair<string, string>> Headers, bool IsInsecure)
{
    /// <exception cref="CliException">It is no address of a receiver.</exception>
    public static Uri ParseUrl(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? url
            : throw new CliException($"'{text}' is no address of a receiver. Write it like http://localhost:5080/webhooks/8bit.");

    /// <summary>A client that keeps its connections, and does nothing of its own: no redirects, no cookies, no trace headers.</summary>
    public HttpMessageInvoker CreateClient(int connections)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = UsesProxy,
            ActivityHeadersPropagator = null,
            MaxConnectionsPerServer = connections,
        };
        if (IsInsecure)
        {
#pragma warning disable CA5359 // That is what --insecure asks for.
            handler.SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true };
#pragma warning restore CA5359
        }

        return new HttpMessageInvoker(handler);
    }

    /// <summary>Whether something stands between us and the receiver. This machine is always reached directly.</summary>
    public bool UsesProxy => !Url.IsLoopback && HttpClient.DefaultProxy.GetProxy(Url) is not null;
}
