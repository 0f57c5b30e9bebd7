using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Dashboard.Access;

/// <summary>
/// Whether a browser says that another site has made the request. It could not read the answer anyway, unless the application has a CORS
/// policy for all its endpoints, which does not speak for the dashboard. A link to the page is no such request.
/// </summary>
internal static class CrossSiteRequest
{
    public static bool Is(HttpRequest request)
        => request.Headers["Sec-Fetch-Site"] is [{ Length: > 0 } site] && site is not ("same-origin" or "none") && !IsNavigation(request);

    private static bool IsNavigation(HttpRequest request)
        => HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";
}
