using EightBit.Webhooks.Cli.Checking;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Cli.Tests.Checking;

/// <summary>The small CRM of the samples, on a free loopback port and files of its own.</summary>
internal sealed class SampleReceiver : IAsyncDisposable
{
    private const string Secret = "a-secret-of-the-sample-receiver-1";

    private readonly WebApplication _app;
    private readonly DirectoryInfo _files;

    private SampleReceiver(WebApplication app, DirectoryInfo files)
    {
        _app = app;
        _files = files;
    }

    public CheckSettings Settings => new() { Url = new Uri(_app.Urls.Single() + "/webhooks/8bit"), SecretText = Secret };

    public static async Task<SampleReceiver> StartAsync()
    {
        var files = Directory.CreateTempSubdirectory("eightbit-check-");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["EightBit:Webhooks:Secrets:0"] = Secret,
            ["ConnectionStrings:Crm"] = $"Data Source={Path.Combine(files.FullName, "crm.db")};Pooling=False",
            ["ConnectionStrings:Webhooks"] = $"Data Source={Path.Combine(files.FullName, "webhooks.db")}",
        });
        builder.Logging.ClearProviders();
        var app = CrmSync.Program.CreateApp(builder);
        await app.StartAsync();
        return new SampleReceiver(app, files);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _files.Delete(recursive: true);
    }
}
