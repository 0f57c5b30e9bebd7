using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveAnalytics.Page;

internal static class LivePageExtensions
{
    /// <summary>Even if a text of an event ended up in the page as markup, no script in it would run.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'";

    /// <summary>Maps the page at <c>/</c>: three files that are embedded in the assembly.</summary>
    public static void MapLivePage(this IEndpointRouteBuilder endpoints)
    {
        var page = endpoints.MapGroup("").AddEndpointFilter((invocation, next) =>
        {
            var headers = invocation.HttpContext.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.CacheControl = "no-cache";
            return next(invocation);
        });
        page.MapGet("/", () => Embedded("index.html", "text/html; charset=utf-8"));
        page.MapGet("/live.css", () => Embedded("live.css", "text/css; charset=utf-8"));
        page.MapGet("/live.js", () => Embedded("live.js", "text/javascript; charset=utf-8"));
    }

    private static FileStreamHttpResult Embedded(string name, string contentType)
    {
        var file = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded in the assembly; see EmbeddedResource in LiveAnalytics.csproj.");
        return TypedResults.Stream(file, contentType);
    }
}
