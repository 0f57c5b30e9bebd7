using EightBit.Webhooks.Receiver.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace EightBit.Webhooks.Receiver.Endpoints;

/// <summary>
/// Ends the start of an application in which an endpoint is marked with a receiver that does not exist, a mark stands where nothing looks for
/// it, or endpoints are mapped in a way that could not work.
/// </summary>
internal sealed class MarkedEndpointCheck : IHostedLifecycleService
{
    private readonly IEnumerable<EndpointDataSource> _endpoints;
    private readonly ReceiverRegistry _receivers;
    private readonly IServiceProvider _services;

    public MarkedEndpointCheck(IEnumerable<EndpointDataSource> endpoints, ReceiverRegistry receivers, IServiceProvider services)
    {
        _endpoints = endpoints;
        _receivers = receivers;
        _services = services;
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
                ThrowIfMappedAndMarked(endpoint);
            }
        }

        ThrowIfMappedTwice(endpoints);
        var misplaced = MisplacedMarks.Find(_services, endpoints).ToList();
        if (misplaced.Count > 0)
        {
            throw new InvalidOperationException(string.Join("\n", misplaced));
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The id would be claimed for the endpoint, and the inbox then wait for the endpoint to end.</summary>
    private static void ThrowIfMappedAndMarked(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<WebhookReceiverMetadata>() is not null)
        {
            throw new InvalidOperationException(
                $"{endpoint.DisplayName} is mapped with MapEightBitWebhooks, which verifies by itself, and is marked with RequireEightBitWebhook as "
                + "well, so no delivery could be accepted. Map it outside of the group that requires this, or remove the call.");
        }
    }

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
