using System.Diagnostics;
using Fuzz.Targets.Requests.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fuzz.Targets.Requests;

/// <summary>An application with all ways in, on a server without sockets.</summary>
internal sealed class FuzzedApplication : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly InMemoryTransport _transport;

    private FuzzedApplication(WebApplication application, InMemoryTransport transport, Witness witness, Settlements settlements)
    {
        _application = application;
        _transport = transport;
        Witness = witness;
        Settlements = settlements;
    }

    public Witness Witness { get; }

    public Settlements Settlements { get; }

    /// <param name="flaw">What makes the application wrong on purpose, for tests of the target.</param>
    public static async Task<FuzzedApplication> StartAsync(Action<IApplicationBuilder>? flaw = null)
    {
        var transport = new InMemoryTransport();
        var witness = new Witness();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(transport.EndPoint, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        builder.Services.RemoveAll<IConnectionListenerFactory>().AddSingleton<IConnectionListenerFactory>(transport);
        builder.Services.AddSingleton<TimeProvider>(new StoppedClock());
        builder.Services.AddLogging(logging => logging.AddProvider(new LogCheck(witness)).SetMinimumLevel(LogLevel.Debug));
        FuzzedEndpoints.AddServices(builder.Services);

        // Spans are made only where somebody listens; then the headers traceparent and tracestate are read, and travel with the event.
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        });

        var application = builder.Build();
        application.Use(witness.WatchAsync);
        flaw?.Invoke(application);
        FuzzedEndpoints.Map(application);
        await application.StartAsync();
        return new FuzzedApplication(application, transport, witness, new Settlements(application.Services));
    }

    /// <summary>Sends bytes over a connection of their own.</summary>
    /// <param name="pieces">The bytes, in the pieces in which they arrive.</param>
    public async Task<byte[]> ExchangeAsync(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var connection = await _transport.ConnectAsync(pieces);
        return await connection.ReadAnswersAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Settlements.Dispose();
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}
