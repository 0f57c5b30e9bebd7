using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Dashboard.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Tools;

/// <summary>A tool that starts an application with a dashboard, to look at it, where none of its settings is there.</summary>
public sealed class StartedByToolTests
{
    public static readonly TheoryData<string> Inboxes = new("memory", "SQLite", "Redis");

    [Theory]
    [MemberData(nameof(Inboxes))]
    public async Task Nothing_of_the_dashboard_or_its_inbox_is_read_validated_or_opened(string inbox)
    {
        var log = new RecordedLog();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddProvider(log);
        builder.Services.AddRouting().AddSingleton<IServer, NoopServer>();
        Use(builder.Services.AddEightBitWebhooks().AddDashboard(options => options.MaxPayloadBytes = -1), inbox);
        await using var app = builder.Build();
        app.MapEightBitWebhookDashboard();

        await app.StartAsync();
        await app.StopAsync();

        log.Lines.Should().NotContain(line => line.Level >= LogLevel.Warning);
    }

    private static void Use(IEightBitWebhooksBuilder webhooks, string inbox)
        => _ = inbox switch
        {
            "SQLite" => webhooks.UseSqliteInbox(),
            "Redis" => webhooks.UseRedisInbox(),
            _ => webhooks.UseInMemoryInbox(),
        };

    /// <summary>As the tools have it.</summary>
    private sealed class NoopServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull
            => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
