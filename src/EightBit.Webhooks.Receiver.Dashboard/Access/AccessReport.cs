using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Dashboard.Access;

/// <summary>Says in the log who may see the dashboard, when the application starts and when somebody is turned away for the first time.</summary>
internal sealed class AccessReport : IHostedLifecycleService
{
    private readonly IEnumerable<EndpointDataSource> _endpoints;
    private readonly IHostEnvironment _environment;
    private readonly ILogger<AccessReport> _logger;
    private int _refusalTold;

    public AccessReport(IEnumerable<EndpointDataSource> endpoints, IHostEnvironment environment, ILogger<AccessReport> logger)
    {
        _endpoints = endpoints;
        _environment = environment;
        _logger = logger;
    }

    /// <summary>Once: anybody can cause refusals.</summary>
    public void TellRefusal(string pattern, string reason)
    {
        if (Interlocked.Exchange(ref _refusalTold, 1) == 0)
        {
            _logger.AccessRefused(pattern, reason);
        }
    }

    /// <summary>Endpoints are known only once the server has built its pipeline, which is the last thing to start.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var dashboards = _endpoints.SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<DashboardMetadata>() is not null)
            .DistinctBy(endpoint => endpoint.Metadata.GetMetadata<DashboardMetadata>(), ReferenceEqualityComparer.Instance)
            .ToLookup(PatternOf);
        foreach (var dashboard in dashboards)
        {
            if (dashboard.Count() > 1)
            {
                throw new InvalidOperationException(
                    $"The dashboard is mapped twice at {dashboard.Key}, and every request there would fail. Take one of the calls of MapEightBitWebhookDashboard away, or give it another pattern.");
            }

            Tell(dashboard.Key, dashboard.First().Metadata);
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>With the prefix of the groups that it is mapped in.</summary>
    private static string PatternOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.Trim('/');

    private void Tell(string pattern, EndpointMetadataCollection metadata)
    {
        if (DashboardAccess.IsAuthorized(metadata))
        {
            return;
        }

        if (_environment.IsDevelopment())
        {
            _logger.OpenToThisMachine(pattern);
        }
        else if (DashboardAccess.AllowsAnonymous(metadata))
        {
            _logger.ServesNobodyAnonymous(pattern);
        }
        else
        {
            _logger.ServesNobody(pattern);
        }
    }
}
