using System.Security.Cryptography;
using AuditTrail.Chain;

namespace AuditTrail.Demo;

/// <summary>The application on a free port, with files in a directory of the demo. It can be started again on the same files.</summary>
internal sealed class DemoServer : IAsyncDisposable
{
    public static readonly string Secret = RandomNumberGenerator.GetHexString(64, lowercase: true);

    private DemoServer(WebApplication app) => App = app;

    public WebApplication App { get; }

    public AuditLog Trail => App.Services.GetRequiredService<AuditLog>();

    public static async Task<DemoServer> StartAsync(Func<WebApplicationBuilder, WebApplication> createApp, string directory, string trail)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = Environments.Production,
            ContentRootPath = AppContext.BaseDirectory,
        });

        // Only what is said here counts: no settings file, environment variable or user secret of this machine.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["EightBit:Webhooks:Secrets:0"] = Secret,
            ["ConnectionStrings:Webhooks"] = $"Data Source={Path.Combine(directory, "webhooks.db")}",
            ["AuditTrail:File"] = trail,
        });
        builder.Logging.ClearProviders();
        var server = new DemoServer(createApp(builder));
        try
        {
            await server.App.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
    }
}
