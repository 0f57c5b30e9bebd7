using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Testing.Sending;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Hosting;

/// <summary>An application with a dashboard, on a real Kestrel on a free port of this machine, and a platform that sends to it.</summary>
internal sealed class DashboardApp : IAsyncDisposable
{
    private DashboardApp(WebApplication host, HandlerScript script)
    {
        Host = host;
        Script = script;
        Platform = host.CreateWebhookSender();
        Origin = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public WebApplication Host { get; }

    public HandlerScript Script { get; }

    public WebhookSender Platform { get; }

    public Uri Origin { get; }

    public Uri Dashboard => new(Origin, "/webhooks/dashboard/");

    /// <param name="receiver">Adds to the default receiver.</param>
    /// <param name="configure">Changes the application before it is built.</param>
    /// <param name="map">Maps the dashboard; without authorization when left out.</param>
    /// <param name="environment">Development, where the dashboard is open to this machine, when left out.</param>
    /// <param name="settings">Configuration on top of the test's own.</param>
    public static async Task<DashboardApp> StartAsync(
        Action<IEightBitWebhooksBuilder>? receiver = null,
        Action<WebApplicationBuilder>? configure = null,
        Action<WebApplication>? map = null,
        string? environment = null,
        Dictionary<string, string?>? settings = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment ?? Environments.Development });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["EightBit:Webhooks:Secrets:0"] = "correct-horse-battery-staple",
            ["EightBit:Webhooks:Processing:MaxAttempts"] = "2",
            ["EightBit:Webhooks:Processing:RetryBaseDelay"] = "00:00:00.100",
            ["EightBit:Webhooks:Processing:RetryMaxDelay"] = "00:00:00.100",
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        var script = new HandlerScript();
        builder.Services.AddSingleton(script);
        var webhooks = builder.Services.AddEightBitWebhooks().AddHandler<SyncCrm>("*").AddDashboard();
        receiver?.Invoke(webhooks);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.MapEightBitWebhooks("/webhooks/8bit");
        (map ?? (each => each.MapEightBitWebhookDashboard()))(app);
        await app.StartAsync();
        return new DashboardApp(app, script);
    }

    public async ValueTask DisposeAsync()
    {
        Platform.Dispose();
        await Host.DisposeAsync();
    }
}
