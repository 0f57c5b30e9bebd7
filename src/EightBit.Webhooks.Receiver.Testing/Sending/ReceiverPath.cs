using EightBit.Webhooks.Receiver.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Testing.Sending;

/// <summary>Finds where an application has put a receiver.</summary>
internal static class ReceiverPath
{
    /// <exception cref="InvalidOperationException">There are several, or it has parameters.</exception>
    public static string Find(IServiceProvider services, string receiver)
    {
        var endpoints = services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        var patterns = Patterns(endpoints, endpoint => endpoint.Metadata.GetMetadata<WebhookReceiverMetadata>()?.Receiver == receiver);
        if (patterns.Count == 0)
        {
            patterns = Patterns(endpoints, endpoint => endpoint.Metadata.GetMetadata<EightBitWebhookAttribute>()?.Receiver == receiver);
        }

        return patterns switch
        {
            [] => EightBitWebhooksEndpointRouteBuilderExtensions.DefaultPattern,
            [var pattern] when !pattern.Contains('{', StringComparison.Ordinal) => pattern,
            _ => throw new InvalidOperationException(
                $"Which path to send to is not clear; the receiver has {string.Join(", ", patterns)}. Pass it: CreateWebhookSender(…, path: \"/…\")."),
        };
    }

    private static List<string> Patterns(List<RouteEndpoint> endpoints, Func<RouteEndpoint, bool> isReceiver)
        => [.. endpoints.Where(isReceiver).Select(endpoint => $"/{endpoint.RoutePattern.RawText?.TrimStart('/', '~')}").Distinct()];
}
