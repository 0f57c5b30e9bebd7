using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace EightBit.Webhooks.Receiver.OpenTelemetry.Tests.Monitoring;

/// <summary>An application that is wired as the documentation says, with a Prometheus exporter, and a platform that sends it everything.</summary>
internal sealed class MonitoredApp : IAsyncDisposable
{
    private readonly TestReceiver _receiver;
    private int _sent;

    private MonitoredApp(TestReceiver receiver) => _receiver = receiver;

    public Uri Address => _receiver.Platform.BaseAddress;

    public static async Task<MonitoredApp> StartAsync() => new(await TestReceiver.StartAsync(
        webhooks => webhooks.AddHandler<ScriptedHandler>("*"),
        builder =>
        {
            builder.Services.AddOpenTelemetry().AddEightBitWebhooks()
                .WithMetrics(metrics => metrics.AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0));
            builder.Services.AddSingleton(Script.Fail(webhookEvent => webhookEvent.Type switch
            {
                "test.dies" => new WebhookRejectedException("never"),
                "test.fails" => new WebhookRetryException(TimeSpan.FromHours(1), "not now"),
                _ => null,
            }));
            builder.Services.AddEightBitWebhooks("vault").UseSecretSource<AbsentVault>().AddHandler<ScriptedHandler>("*");
        },
        app =>
        {
            app.MapEightBitWebhooks();
            app.MapEightBitWebhooks("/vault", "vault");
            app.MapPrometheusScrapingEndpoint();
        },
        new()
        {
            ["EightBit:Webhooks:Secrets:0"] = Sender.OtherSecret,
            ["EightBit:Webhooks:Secrets:1"] = Sender.Secret,
        }));

    /// <summary>Good, forged, stale, failing and dying deliveries, by the new secret and by the old one.</summary>
    public async Task SendEverythingAsync()
    {
        var platform = _receiver.Platform;
        await platform.SendAsync(Next("message.received"), secret: Sender.OtherSecret);
        await platform.SendAsync(Next("message.received"), secret: Sender.Secret);
        await platform.SendAsync(Next("test.fails"));
        await platform.SendAsync(Next("test.dies"));
        await platform.SendAsync(Next("message.received"), sentAt: DateTimeOffset.UtcNow.AddHours(-1));
        await platform.SendAsync(Next("message.received"), "/vault");
        for (var i = 0; i < 10; i++)
        {
            await platform.SendAsync(Next("message.received"), secret: "a-secret-that-somebody-has-guessed");
        }

        await _receiver.Log.WhenAsync(203);
    }

    /// <param name="accept">What the server asks for; plain text when left out.</param>
    public async Task<Scrape> ScrapeAsync(string accept = "*/*")
    {
        using var http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Add("Accept", accept);
        using var answer = await http.GetAsync(new Uri("/metrics", UriKind.Relative));
        return new Scrape(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
    }

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    private byte[] Next(string type) => Payload.Event($"evt-{_sent++}", type);

    private sealed class AbsentVault : IWebhookSecretSource
    {
        public ValueTask<WebhookSecrets> GetSecretsAsync(WebhookSecretRequest request, CancellationToken cancellationToken)
            => throw new IOException("The vault is away.");
    }
}
