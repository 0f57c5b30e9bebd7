using System.Text.Json;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace SqliteLogBenchmark;

/// <summary>An application with a dashboard on a file, on Kestrel, and a browser that asks it.</summary>
internal sealed class PageApplication : IAsyncDisposable
{
    private static readonly string[] Lists = ["items", "lines", "points", "receivers"];

    private readonly WebApplication _app;
    private readonly HttpClient _browser;

    private PageApplication(WebApplication app)
    {
        _app = app;
        _browser = new HttpClient { BaseAddress = new Uri(new Uri(app.Urls.First()), "/webhooks/dashboard/") };
    }

    public static async Task<PageApplication> StartAsync(string file)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            // What is pending stays so: the handlers never end.
            ["EightBit:Webhooks:Processing:HandlerTimeout"] = "00:30:00",
            ["EightBit:Webhooks:Processing:LeaseDuration"] = "01:00:00",
            ["EightBit:Webhooks:Processing:DrainTimeout"] = "00:00:00",
        });
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        builder.Services.AddEightBitWebhooks(options => options.Secrets.Add("a-secret-that-nobody-signs-with"))
            .UseSqliteInbox($"Data Source={file}")
            .AddHandler<Endless>("*")
            .AddDashboard();
        foreach (var receiver in (string[])[InboxFiller.RareReceiver, LogFiller.Shop(7)])
        {
            builder.Services.AddEightBitWebhooks(receiver, options => options.Secrets.Add("a-secret-that-nobody-signs-with")).AddHandler<Endless>("*");
        }

        var app = builder.Build();
        app.MapEightBitWebhooks();
        app.MapEightBitWebhookDashboard();
        await app.StartAsync();
        return new PageApplication(app);
    }

    /// <summary>Asks for an answer of the dashboard's API.</summary>
    /// <exception cref="InvalidOperationException">It says that something could not be read.</exception>
    public async Task<JsonElement> AskAsync(string path)
    {
        var answer = JsonElement.Parse(await GetAsync($"api/{path}"));
        var problem = answer.EnumerateObject()
            .FirstOrDefault(member => member.Name.EndsWith("problem", StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind != JsonValueKind.Null);
        return problem.Value.ValueKind == JsonValueKind.Undefined ? answer : throw new InvalidOperationException($"{path}: {problem.Value}");
    }

    /// <returns>How many lines, events or points there were.</returns>
    public async Task<int> CountAsync(string path)
    {
        var answer = await AskAsync(path);
        return Lists.Sum(list => answer.TryGetProperty(list, out var found) ? found.GetArrayLength() : 0);
    }

    public async Task<byte[]> GetAsync(string path)
    {
        using var response = await _browser.GetAsync(new Uri(path, UriKind.Relative));
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    private sealed class Endless : IWebhookHandler
    {
        public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
