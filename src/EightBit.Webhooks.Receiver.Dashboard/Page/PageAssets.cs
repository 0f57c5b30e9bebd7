using System.Collections.Frozen;
using System.Reflection;
using EightBit.Webhooks.Receiver.Dashboard.Answering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EightBit.Webhooks.Receiver.Dashboard.Page;

/// <summary>The page: files that are embedded in the assembly, all of them in memory.</summary>
internal sealed class PageAssets
{
    private const string Root = "wwwroot/";
    private const string Folder = "assets/";
    private const string Index = "index.html";

    private readonly FrozenDictionary<string, PageAsset> _assets = ReadAll().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The page itself, which knows nothing of the data.</summary>
    public Task ServeIndexAsync(HttpContext context)
    {
        var path = (context.Request.PathBase + context.Request.Path).ToUriComponent();
        if (!path.EndsWith('/'))
        {
            // Relative, so that it holds behind a proxy that has taken a prefix away; the page's own addresses are relative as well.
            context.Response.StatusCode = StatusCodes.Status302Found;
            context.Response.Headers.Location = $"./{path[(path.LastIndexOf('/') + 1)..]}/{context.Request.QueryString}";
            return Task.CompletedTask;
        }

        return ServeAsync(context, Index);
    }

    /// <summary>What the page is made of.</summary>
    public Task ServeAssetAsync(HttpContext context) => ServeAsync(context, Folder + context.GetRouteValue("name"));

    /// <summary>Whatever else is asked for below the dashboard's path.</summary>
    public static Task RefuseAsync(HttpContext context)
        => Answers.ProblemAsync(context, StatusCodes.Status404NotFound, "Not found", "The dashboard has nothing here.");

    private Task ServeAsync(HttpContext context, string name)
    {
        if (!_assets.TryGetValue(name, out var asset))
        {
            return RefuseAsync(context);
        }

        var response = context.Response;
        response.Headers.CacheControl = name == Index ? "no-store" : "no-cache";
        response.Headers.ETag = asset.ETag;
        if (EntityTags.Matches(context.Request, asset.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = asset.ContentType;
        response.ContentLength = asset.Content.Length;
        return response.Body.WriteAsync(asset.Content, context.RequestAborted).AsTask();
    }

    private static IEnumerable<KeyValuePair<string, PageAsset>> ReadAll()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Root, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            yield return new(name[Root.Length..], new PageAsset(ContentTypeOf(name), EntityTags.Of(content), content));
        }
    }

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".json" => "application/json",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
}
