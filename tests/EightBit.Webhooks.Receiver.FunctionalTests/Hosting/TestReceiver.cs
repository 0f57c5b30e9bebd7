using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Hosting;

/// <summary>An application on a real Kestrel on a free loopback port.</summary>
internal sealed class TestReceiver : IAsyncDisposable
{
    private TestReceiver(WebApplication app, RecordedLog log, Sender sender)
    {
        App = app;
        Log = log;
        Platform = sender;
    }

    public WebApplication App { get; }

    public RecordedLog Log { get; }

    public Sender Platform { get; }

    public IServiceProvider Services => App.Services;

    public IWebhookInboxAdmin Admin => App.Services.GetRequiredService<IWebhookInboxAdmin>();

    public EventJournal Journal => App.Services.GetRequiredService<EventJournal>();

    /// <param name="receiver">Adds handlers and options to the default receiver.</param>
    /// <param name="builder">Changes the application before it is built.</param>
    /// <param name="app">Maps the endpoints; the default endpoint when left out.</param>
    /// <param name="settings">Configuration; the default secret is there unless it is set to null.</param>
    public static async Task<TestReceiver> StartAsync(
        Action<IEightBitWebhooksBuilder>? receiver = null,
        Action<WebApplicationBuilder>? builder = null,
        Action<WebApplication>? app = null,
        Dictionary<string, string?>? settings = null)
    {
        var created = Create(receiver, builder, app, settings);
        await created.App.StartAsync();
        var sender = new Sender(new Uri(created.App.Urls.First()));
        return new TestReceiver(created.App, created.Log, sender);
    }

    public static (WebApplication App, RecordedLog Log) Create(
        Action<IEightBitWebhooksBuilder>? receiver = null,
        Action<WebApplicationBuilder>? builder = null,
        Action<WebApplication>? app = null,
        Dictionary<string, string?>? settings = null)
    {
        var log = new RecordedLog();
        var appBuilder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        appBuilder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["EightBit:Webhooks:Secrets:0"] = Sender.Secret });
        appBuilder.Configuration.AddInMemoryCollection(settings ?? []);
        appBuilder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        appBuilder.Services.AddRouting();
        appBuilder.Services.AddSingleton<EventJournal>();
        appBuilder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Debug);

        var webhooks = appBuilder.Services.AddEightBitWebhooks();
        (receiver ?? (r => r.AddHandler<JournalHandler>("*")))(webhooks);
        builder?.Invoke(appBuilder);

        var built = appBuilder.Build();
        (app ?? (a => a.MapEightBitWebhooks()))(built);
        return (built, log);
    }

    /// <summary>Waits until nothing is pending any more.</summary>
    public async Task WhenIdleAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await Admin.GetStatisticsAsync(deadline.Token)).Pending > 0)
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Platform.Dispose();
        await App.DisposeAsync();
    }
}
