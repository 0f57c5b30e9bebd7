using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EightBit.Webhooks.Receiver.Dashboard.Answering;

/// <summary>Where a request went, for the log: the pattern, because a path may hold whatever its sender likes, such as line ends.</summary>
internal static class RouteText
{
    public static string? Of(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
}
