using System.Security.Cryptography;

namespace Samples.Demo;

/// <summary>Starts an application on a free port of this machine, with a secret that only this run knows.</summary>
internal static class DemoApplication
{
    public static async Task<WebApplication> StartAsync(
        Func<WebApplicationBuilder, WebApplication> createApp, RecentLog log, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = Environments.Production,
            ContentRootPath = AppContext.BaseDirectory,
        });

        // Only what is said here counts: no settings file, environment variable or user secret of this machine.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(
            settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)))
        {
            ["urls"] = LoopbackServer.FreePort,
            ["EightBit:Webhooks:Secrets:0"] = RandomNumberGenerator.GetHexString(64, lowercase: true),
        });
        builder.Logging.ClearProviders().AddProvider(log);

        // A proxy of the environment has no business between two ends on this machine.
        builder.Services.ConfigureHttpClientDefaults(
            http => http.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false }));
        var app = createApp(builder);
        try
        {
            await app.StartAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public static async Task StopAsync(WebApplication app)
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
