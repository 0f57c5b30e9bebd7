using System.Security.Cryptography;
using CrmSync.Demo.Output;
using Microsoft.Data.Sqlite;

namespace CrmSync.Demo;

/// <summary>The application, started on a free port with a secret and a database that only this run knows.</summary>
internal sealed class DemoServer : IAsyncDisposable
{
    private readonly DirectoryInfo _directory;
    private readonly WebApplication _app;

    private DemoServer(DirectoryInfo directory, WebApplication app, string secret, RecentLog log)
    {
        _directory = directory;
        _app = app;
        Secret = secret;
        Log = log;
    }

    public string Secret { get; }

    public RecentLog Log { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Cancelled when somebody presses Ctrl+C.</summary>
    public CancellationToken Stopping => _app.Lifetime.ApplicationStopping;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<DemoServer> StartAsync(Func<WebApplicationBuilder, WebApplication> createApp)
    {
        var directory = Directory.CreateTempSubdirectory("crmsync-demo-");
        var secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
        var log = new RecentLog();
        DemoServer? server = null;
        try
        {
            var app = createApp(CreateBuilder(directory.FullName, secret, log));
            server = new DemoServer(directory, app, secret, log);
            await app.StartAsync();
            return server;
        }
        catch
        {
            await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
            Delete(directory);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _app.StopAsync();
        }
        finally
        {
            await _app.DisposeAsync();
            Delete(_directory);
        }
    }

    private static WebApplicationBuilder CreateBuilder(string directory, string secret, RecentLog log)
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
            ["EightBit:Webhooks:Secrets:0"] = secret,
            ["ConnectionStrings:Crm"] = Database(directory, "crm.db"),
            ["ConnectionStrings:Webhooks"] = Database(directory, "webhooks.db"),
        });
        builder.Logging.ClearProviders().AddProvider(log);
        return builder;
    }

    private static string Database(string directory, string file)
        => new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory, file) }.ToString();

    private static void Delete(DirectoryInfo directory)
    {
        SqliteConnection.ClearAllPools(); // pooled connections keep the file open
        directory.Refresh();
        if (directory.Exists)
        {
            directory.Delete(recursive: true);
        }
    }
}
