using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Processing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

/// <summary>A processor in a real host, with a clock that the test moves and an inbox that does what the test says.</summary>
internal sealed class ProcessorUnderTest : IAsyncDisposable
{
    private readonly IHost _host;

    /// <param name="inbox">The inbox.</param>
    /// <param name="handle">What the one handler does.</param>
    /// <param name="configure">Changes the options of processing.</param>
    /// <param name="shutdown">How long the host waits for the end; a quarter of what the drain time leaves of it is the grace, in real time.</param>
    public ProcessorUnderTest(
        ScriptedInbox inbox,
        Func<WebhookEvent, CancellationToken, Task>? handle = null,
        Action<WebhookProcessingOptions>? configure = null,
        TimeSpan? shutdown = null)
    {
        Inbox = inbox;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton(handle ?? ((_, _) => Task.CompletedTask));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = shutdown ?? TimeSpan.FromSeconds(30));
        builder.Services.AddEightBitWebhooks(options => options.Secrets.Add("a-secret-of-the-processor-tests"))
            .AddHandler<Handler>("*")
            .ConfigureProcessing(configure ?? (_ => { }))
            .UseInbox(_ => inbox);
        builder.Logging.AddProvider(Log).SetMinimumLevel(LogLevel.Debug);
        _host = builder.Build();
    }

    public FakeTimeProvider Time { get; } = new();

    public RecordedLog Log { get; } = new();

    public ScriptedInbox Inbox { get; }

    public IServiceProvider Services => _host.Services;

    public Task StartAsync() => _host.StartAsync();

    public Task StopAsync(CancellationToken patience = default) => _host.StopAsync(patience).WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);

    /// <summary>The lines of the library with this number.</summary>
    public IReadOnlyList<LogLine> LogOf(int eventId) => [.. Log.Ours.Where(line => line.EventId == eventId)];

    /// <summary>Lets time pass, second by second, until something is so.</summary>
    public async Task PassUntilAsync(Func<bool> condition)
    {
        for (var seconds = 0; !condition(); seconds++)
        {
            seconds.Should().BeLessThan(600, "it happens at some time");
            await PassAsync(TimeSpan.FromSeconds(1));
        }
    }

    public async Task PassAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(1))
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(2); // for whoever was waiting for this second
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _host.Dispose();
    }

    private sealed class Handler(Func<WebhookEvent, CancellationToken, Task> handle) : IWebhookHandler
    {
        public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken) => handle(webhookEvent, cancellationToken);
    }
}
