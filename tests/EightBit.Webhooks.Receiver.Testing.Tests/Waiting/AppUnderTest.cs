using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Testing.Sending;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Waiting;

/// <summary>An application with one handler, in a test server and with a clock of its own.</summary>
internal sealed class AppUnderTest : IAsyncDisposable
{
    public const string Secret = "a-secret-of-the-waiting-tests-01";

    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private WebhookSender? _sender;

    private AppUnderTest(WebApplication app, FakeTimeProvider time)
    {
        _app = app;
        Time = time;
        _http = app.GetTestClient();
    }

    public FakeTimeProvider Time { get; }

    /// <summary>Created when it is first asked for: with it, the application is watched.</summary>
    public WebhookSender Sender => _sender ??= Services.CreateWebhookSender(_http);

    public IServiceProvider Services => _app.Services;

    public WebApplication Host => _app;

    public HttpClient Http => _http;

    public IWebhookInboxAdmin Inbox => Services.GetRequiredService<IWebhookInboxAdmin>();

    /// <param name="handle">What the handler does with each event.</param>
    /// <param name="configure">Changes the receiver: its inbox.</param>
    /// <param name="map">Maps the endpoints; the default one when left out.</param>
    public static async Task<AppUnderTest> StartAsync(
        Func<WebhookEvent, Task>? handle = null, Action<IEightBitWebhooksBuilder>? configure = null, Action<WebApplication>? map = null)
    {
        var time = new FakeTimeProvider();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton(handle ?? (_ => Task.CompletedTask));
        var receiver = builder.Services.AddEightBitWebhooks(options => options.Secrets.Add(Secret))
            .AddHandler<GivenHandler>("*")
            .ConfigureProcessing(options => options.DrainTimeout = TimeSpan.Zero); // the clock stands still, and so would the drain
        configure?.Invoke(receiver);
        var app = builder.Build();
        (map ?? (a => a.MapEightBitWebhooks()))(app);
        await app.StartAsync();
        return new AppUnderTest(app, time);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
