using System.Diagnostics.CodeAnalysis;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Endpoints;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoint that the platform delivers to.</summary>
public static class EightBitWebhooksEndpointRouteBuilderExtensions
{
    /// <summary>The path used unless another is given: <c>/webhooks/8bit</c>.</summary>
    public const string DefaultPattern = "/webhooks/8bit";

    /// <summary>
    /// Maps an endpoint that verifies a delivery, puts its event into the inbox and answers; the handlers run in the background.
    /// </summary>
    /// <remarks>The endpoint is open to anonymous requests, whatever the application's fallback policy: the signature is what counts.</remarks>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The route pattern.</param>
    /// <param name="receiver">The receiver's name; empty for the default one.</param>
    /// <returns>To add conventions to the endpoint.</returns>
    /// <exception cref="InvalidOperationException">
    /// <c>AddEightBitWebhooks</c> was not called, there is no such receiver, or it has no handler. Thrown when the application starts: two
    /// receivers are mapped to one pattern.
    /// </exception>
    public static IEndpointConventionBuilder MapEightBitWebhooks(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern = DefaultPattern,
        string receiver = "")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(receiver);
        var receive = InboxEntry.Create(endpoints.ServiceProvider, receiver, nameof(MapEightBitWebhooks));

        // All methods, so that a GET is told 405 here and does not fall through to a page of the application's.
        return endpoints.Map(pattern, receive)
            .WithDisplayName($"8bit-ai webhooks {pattern}")
            .WithMetadata(new AllowAnonymousAttribute(), new ExcludeFromDescriptionAttribute(), new WebhookReceiverMetadata(receiver));
    }

    /// <summary>
    /// Verifies the requests of these endpoints and runs them inline, once for each event: what <c>[EightBitWebhook]</c> does, for
    /// groups and endpoints that cannot carry an attribute.
    /// </summary>
    /// <typeparam name="TBuilder">The endpoints' builder.</typeparam>
    /// <param name="builder">An endpoint or a group.</param>
    /// <param name="receiver">The receiver's name; empty for the default one.</param>
    /// <exception cref="InvalidOperationException">
    /// <c>AddEightBitWebhooks</c> was not called, or there is no such receiver. Thrown here for a group, and when the endpoints are
    /// built (with the application's first request, whatever its path) for a single endpoint.
    /// </exception>
    public static TBuilder RequireEightBitWebhook<TBuilder>(this TBuilder builder, string receiver = "")
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(receiver);
        if (builder is IEndpointRouteBuilder group)
        {
            ThrowIfNoReceiver(group.ServiceProvider, receiver);
        }

        builder.Add(endpoint =>
        {
            ThrowIfNoReceiver(endpoint.ApplicationServices, receiver);
            endpoint.Metadata.Add(new EightBitWebhookAttribute(receiver));
        });
        return builder;
    }

    private static void ThrowIfNoReceiver(IServiceProvider services, string receiver)
    {
        var receivers = services.GetService<ReceiverRegistry>() ?? throw MissingRegistration.Exception(nameof(RequireEightBitWebhook));
        receivers.GetRequired(receiver);
    }
}
