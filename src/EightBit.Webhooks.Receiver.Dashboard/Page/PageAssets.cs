using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace EightBit.Webhooks.Receiver.Dashboard.Page;

/// <summary>The page: files that are embedded in the assembly, all of them in memory.</summary>
internal sealed class PageAssets
{
    private const string Root = "wwwroot/";
    private const string Folder = "assets/";

    private readonly FrozenDictionary<string, PageAsset> _assets = ReadAll().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The page itself, which knows nothing of the data.</summary>
    public Task ServeIndexAsync(HttpContext context)
    {
        var path = (context.Request.PathBase + context.Request.Path).Value ?? "";
        if (!path.EndsWith('/'))
        {
            // Relative, so that it holds behind a proxy that has taken a prefix away; the page's own addresses are relative as well.
            context.Response.StatusCode = StatusCodes.Status302Found;
            context.Response.Headers.Location = $"./{Uri.EscapeDataString(path[(path.LastIndexOf('/') + 1)..])}/{context.Request.QueryString}";
            return Task.CompletedTask;
        }

        return ServeAsync(context, "index.html");
    }

    /// <summary>What the page is made of.</summary>
    public Task ServeAssetAsync(HttpContext context) => ServeAsync(context, Folder + context.GetRouteValue("name"));

    private Task ServeAsync(HttpContext context, string name)
    {
        if (!_assets.TryGetValue(name, out var asset))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var response = context.Response;
        response.Headers.CacheControl = "no-cache";
        response.Headers.ETag = asset.ETag;
        if (new RequestHeaders(context.Request.Headers).IfNoneMatch.Any(tag => tag.Compare(new EntityTagHeaderValue(asset.ETag), useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = asset.ContentType;
        response.ContentLength = asset.Content.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(asset.Content, context.RequestAborted).AsTask();
    }

    private static IEnumerable<KeyValuePair<string, PageAsset>> ReadAll()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Root, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            var etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"";
            yield return new(name[Root.Length..], new PageAsset(ContentTypeOf(name), etag, content));
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
