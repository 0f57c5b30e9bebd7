using System.Globalization;
using CrmSync.Api;
using CrmSync.Database;
using CrmSync.Demo.Checking;
using CrmSync.Demo.Output;
using CrmSync.Demo.Script;
using CrmSync.Demo.Sending;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmSync.Tests.Support;

/// <summary>The application on a free loopback port, and a sender who knows its secret.</summary>
internal sealed class RunningCrm : IAsyncDisposable
{
    public const string Secret = "a secret that only the tests know";

    private static readonly TimeSpan TimeToProcess = TimeSpan.FromSeconds(30);

    private readonly WebApplication _app;
    private readonly PlatformSender _sender;
    private readonly CrmReader _reader;

    private RunningCrm(WebApplication app, RecentLog log)
    {
        _app = app;
        Log = log;
        Address = new Uri(app.Urls.Single());
        Http = new HttpClient { BaseAddress = Address };
        _sender = new PlatformSender(new Uri(Address, "/webhooks/8bit"), Secret, TimeProvider.System);
        _reader = new CrmReader(Address);
    }

    public RecentLog Log { get; }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<RunningCrm> StartAsync(TemporaryDatabase database, string inbox = "memory", string redis = "", long? maxPending = null, string? environment = null)
    {
        var log = new RecentLog();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment ?? Environments.Production });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["EightBit:Webhooks:Secrets:0"] = Secret,
            ["ConnectionStrings:Crm"] = database.ConnectionString,
            ["CrmSync:Inbox"] = inbox,
            ["ConnectionStrings:Webhooks"] = database.InboxConnectionString,
            ["ConnectionStrings:Redis"] = redis,
            ["EightBit:Webhooks:Sqlite:MaxPendingEvents"] = maxPending?.ToString(CultureInfo.InvariantCulture),
        });
        builder.Logging.ClearProviders().AddProvider(log);
        var app = Program.CreateApp(builder);
        await app.StartAsync();
        return new RunningCrm(app, log);
    }

    public Delivery Delivery(string id, string type, object data, DateTimeOffset? at = null)
        => _sender.Sign(DemoEvent.Create(id, type, at ?? TimeProvider.System.GetUtcNow(), data));

    public Task<DeliveryAnswer> SendAsync(Delivery delivery) => _sender.SendAsync(delivery, CancellationToken.None);

    /// <summary>Sends a good event, and sees it acknowledged.</summary>
    public async Task SendAsync(string id, string type, object data, DateTimeOffset? at = null)
        => (await SendAsync(Delivery(id, type, data, at))).Status.Should().Be(200);

    /// <summary>Waits until all that was acknowledged is processed, without a failure.</summary>
    public async Task ProcessedAsync(TimeSpan? atMost = null)
    {
        var watch = new InboxWatch(Services.GetRequiredService<IWebhookInboxAdmin>(), TimeProvider.System);
        (await watch.WaitAsync(atMost ?? TimeToProcess, CancellationToken.None)).Should().BeEmpty();
    }

    public async Task<IReadOnlyList<ActivityItem>> ActivitiesAsync()
    {
        await ProcessedAsync();
        return await _reader.ReadActivitiesAsync(CancellationToken.None);
    }

    public async Task<IReadOnlyList<ContactItem>> ContactsAsync()
    {
        await ProcessedAsync();
        return await _reader.ReadContactsAsync(CancellationToken.None);
    }

    public async Task<T> QueryAsync<T>(Func<CrmDb, Task<T>> query)
    {
        await ProcessedAsync();
        await using var scope = Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<CrmDb>());
    }

    public async ValueTask DisposeAsync()
    {
        _sender.Dispose();
        _reader.Dispose();
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
