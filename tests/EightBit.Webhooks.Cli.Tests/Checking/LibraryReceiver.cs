using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EightBit.Webhooks.Cli.Checking;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Cli.Tests.Checking;

/// <summary>The library's own receiver on a free loopback port.</summary>
internal sealed class LibraryReceiver : IAsyncDisposable
{
    private const string Secret = "a-secret-of-the-library-receiver";

    private readonly WebApplication _app;

    private LibraryReceiver(WebApplication app) => _app = app;

    public CheckSettings Settings => new() { Url = new Uri(_app.Urls.Single() + "/webhooks/8bit"), SecretText = Secret };

    public string EffectsUrl => _app.Urls.Single() + "/effects/{id}";

    /// <param name="tls">Whether it has a certificate, which nobody trusts.</param>
    /// <param name="inline">Whether an endpoint processes the events before they are answered.</param>
    public static async Task<LibraryReceiver> StartAsync(bool tls = false, bool inline = false)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["EightBit:Webhooks:Secrets:0"] = Secret });
        builder.WebHost.UseKestrelHttpsConfiguration().UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
        {
            if (tls)
            {
                endpoint.UseHttps(SelfSigned());
            }
        }));
        builder.Services.AddRouting();
        builder.Services.AddSingleton<Effects>();
        builder.Services.AddEightBitWebhooks().AddHandler<EffectHandler>("*");
        var app = builder.Build();
        if (inline)
        {
            app.MapPost("/webhooks/8bit", (WebhookEvent webhookEvent, Effects effects) => effects.Add(webhookEvent.Id)).RequireEightBitWebhook();
        }
        else
        {
            app.MapEightBitWebhooks("/webhooks/8bit");
        }

        app.MapGet("/effects/{id}", (string id, Effects effects) => effects.Of(id));
        await app.StartAsync();
        return new LibraryReceiver(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    internal sealed class Effects
    {
        private readonly ConcurrentDictionary<string, int> _counts = new();

        public void Add(string eventId) => _counts.AddOrUpdate(eventId, 1, (_, count) => count + 1);

        public int Of(string eventId) => _counts.GetValueOrDefault(eventId);
    }

    internal sealed class EffectHandler(Effects effects) : IWebhookHandler
    {
        public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
        {
            effects.Add(webhookEvent.Id);
            return Task.CompletedTask;
        }
    }
}
