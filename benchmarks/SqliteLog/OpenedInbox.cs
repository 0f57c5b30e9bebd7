using System.Diagnostics;
using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SqliteLogBenchmark;

/// <summary>An application's SQLite inbox and log on a file, without the application.</summary>
internal sealed class OpenedInbox : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly List<IHostedLifecycleService> _lifetime;

    private OpenedInbox(string file)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<TimeProvider>(new HastyTime());
        builder.Services.AddEightBitWebhooks(options => options.Secrets.Add("a-secret-that-nobody-signs-with")).UseSqliteInbox($"Data Source={file}");
        _services = builder.Services.BuildServiceProvider();
        _lifetime = [.. _services.GetServices<IHostedService>().OfType<IHostedLifecycleService>()];
    }

    public IWebhookInbox Inbox => _services.GetRequiredService<IWebhookInbox>();

    public IWebhookInboxAdmin Admin => _services.GetRequiredService<IWebhookInboxAdmin>();

    public IWebhookDeliveryLog Log => _services.GetRequiredService<IWebhookDeliveryLog>();

    public TimeSpan Opening { get; private set; }

    public static async Task<OpenedInbox> OpenAsync(string file)
    {
        var opened = new OpenedInbox(file);
        var watch = Stopwatch.StartNew();
        foreach (var service in opened._lifetime)
        {
            await service.StartingAsync(default);
        }

        opened.Opening = watch.Elapsed;
        foreach (var service in opened._lifetime)
        {
            await service.StartAsync(default);
        }

        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _lifetime)
        {
            await service.StopAsync(default);
            await service.StoppedAsync(default);
        }

        await _services.DisposeAsync();
    }
}
