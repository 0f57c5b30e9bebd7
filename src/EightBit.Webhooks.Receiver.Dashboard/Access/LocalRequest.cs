using System.Net;
using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Dashboard.Access;

/// <summary>Whether a request was made on this machine, for this machine: by a browser that somebody sits at.</summary>
internal static class LocalRequest
{
    /// <summary>Headers that only a proxy or a tunnel adds; it is local, and whoever is behind it is not.</summary>
    private static readonly string[] ProxyHeaders =
    [
        "Forwarded", "Via", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "True-Client-IP", "Fastly-Client-IP", "Forwarded-For",
        "X-ProxyUser-Ip", "X-Amzn-Trace-Id", "X-Cloud-Trace-Context", "CDN-Loop",
    ];

    /// <summary>Families of them; the second is what the forwarded-headers middleware leaves of the first.</summary>
    private static readonly string[] ProxyHeaderPrefixes =
        ["X-Forwarded-", "X-Original-", "CF-", "X-Envoy-", "X-Azure-", "X-ARR-", "Tailscale-", "Fly-", "Ngrok-"];

    private static readonly string[] LocalHosts = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>What speaks against it; null when nothing does.</summary>
    public static string? FindObstacle(HttpContext context)
    {
        // Without an address (a test server, a Unix socket behind a proxy) nobody knows where the request is from.
        if (!IsLoopback(context.Connection.RemoteIpAddress) || !IsLoopback(context.Connection.LocalIpAddress))
        {
            return "the request did not come over this machine's loopback interface";
        }

        if (FindProxyHeader(context.Request.Headers) is { } header)
        {
            return $"the request came through a proxy (it has a header {header})";
        }

        // A page elsewhere can have its own name resolved to 127.0.0.1 (DNS rebinding), and would read everything as its own.
        return LocalHosts.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase)
            ? null
            : "the request does not name this machine as localhost, 127.0.0.1 or [::1]";
    }

    private static bool IsLoopback(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);

    private static string? FindProxyHeader(IHeaderDictionary headers)
        => ProxyHeaders.FirstOrDefault(headers.ContainsKey)
            ?? (ProxyHeaderPrefixes.FirstOrDefault(prefix => headers.Keys.Any(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))) is { } found
                ? found + "…"
                : null);
}
