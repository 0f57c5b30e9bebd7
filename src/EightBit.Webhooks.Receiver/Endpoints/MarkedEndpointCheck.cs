using EightBit.Webhooks.Receiver.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace EightBit.Webhooks.Receiver.Endpoints;

/// <summary>
/// Ends the start of an application in which an endpoint is marked with a receiver that does not exist, or two are mapped to one pattern.
/// </summary>
internal sealed class MarkedEndpointCheck : IHostedLifecycleService
{
    private readonly IEnumerable<EndpointDataSource> _endpoints;
    private readonly ReceiverRegistry _receivers;

    public MarkedEndpointCheck(IEnumerable<EndpointDataSource> endpoints, ReceiverRegistry receivers)
    {
        _endpoints = endpoints;
        _receivers = receivers;
    }

    /// <summary>Endpoints are known only once the server has built its pipeline, which is the last thing to start.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var endpoints = _endpoints.SelectMany(source => source.Endpoints).ToList();
        foreach (var endpoint in endpoints)
        {
            if (endpoint.Metadata.GetMetadata<EightBitWebhookAttribute>() is { } attribute)
            {
                _receivers.GetRequired(attribute.Receiver);
            }
        }

        ThrowIfMappedTwice(endpoints);
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Routing would answer 500 to every delivery, since it cannot choose. Endpoints for certain hosts are told apart by these.</summary>
    private static void ThrowIfMappedTwice(IEnumerable<Endpoint> endpoints)
    {
        var twice = endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<WebhookReceiverMetadata>() is not null && endpoint.Metadata.GetMetadata<IHostMetadata>() is null)
            .GroupBy(endpoint => (endpoint.RoutePattern.RawText?.Trim('/').ToUpperInvariant(), endpoint.Order))
            .FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
        {
            throw new InvalidOperationException(
                $"MapEightBitWebhooks was called {twice.Count()} times for \"{twice.First().RoutePattern.RawText}\", so routing could not choose and "
                + "every delivery would be answered 500. Remove a call, or give each receiver a pattern of its own.");
        }
    }
}
