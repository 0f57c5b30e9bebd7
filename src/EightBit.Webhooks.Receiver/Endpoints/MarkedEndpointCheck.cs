using EightBit.Webhooks.Receiver.Configuration;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace EightBit.Webhooks.Receiver.Endpoints;

/// <summary>Ends the start of an application in which an endpoint is marked with a receiver that does not exist.</summary>
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
        foreach (var endpoint in _endpoints.SelectMany(source => source.Endpoints))
        {
            if (endpoint.Metadata.GetMetadata<EightBitWebhookAttribute>() is { } attribute)
            {
                _receivers.GetRequired(attribute.Receiver);
            }
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
