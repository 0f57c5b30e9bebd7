using EightBit.Webhooks.Receiver.Endpoints;
using Microsoft.AspNetCore.Http;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Takes deliveries without endpoint routing.</summary>
public static class EightBitWebhooksApplicationBuilderExtensions
{
    /// <summary>
    /// Adds a middleware that does for one path what <c>MapEightBitWebhooks</c> does for an endpoint. Place it before any middleware
    /// that authenticates, redirects or reads request bodies.
    /// </summary>
    /// <remarks>
    /// A <c>WebApplication</c> whose services have authorization puts <c>UseAuthorization</c> in front of everything unless the application calls
    /// it itself, and its fallback policy then refuses deliveries. Call <c>UseAuthorization</c> after this, or use <c>MapEightBitWebhooks</c>.
    /// </remarks>
    /// <param name="app">The application.</param>
    /// <param name="path">The exact path; letter case and a slash at the end make no difference.</param>
    /// <param name="receiver">The receiver's name; empty for the default one.</param>
    /// <exception cref="ArgumentException">The path does not begin with a slash.</exception>
    /// <exception cref="InvalidOperationException">
    /// <c>AddEightBitWebhooks</c> was not called, there is no such receiver, or it has no handler.
    /// </exception>
    public static IApplicationBuilder UseEightBitWebhooks(
        this IApplicationBuilder app,
        string path = EightBitWebhooksEndpointRouteBuilderExtensions.DefaultPattern,
        string receiver = "")
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(receiver);
        if (path is not ['/', ..])
        {
            throw new ArgumentException($"The path '{path}' must begin with a slash.", nameof(path));
        }

        var receive = InboxEntry.Create(app.ApplicationServices, receiver, nameof(UseEightBitWebhooks));
        var expected = new PathString(path.TrimEnd('/'));
        return app.Use(next => context => Matches(context.Request.Path, expected) ? receive(context) : next(context));
    }

    private static bool Matches(PathString actual, PathString expected)
        => actual.StartsWithSegments(expected, StringComparison.OrdinalIgnoreCase, out var rest) && (!rest.HasValue || rest == "/");
}
