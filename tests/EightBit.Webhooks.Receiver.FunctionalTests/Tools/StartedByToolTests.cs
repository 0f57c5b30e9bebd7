using System.Diagnostics;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Tools;

/// <summary>Applications that are built or started by a tool that wants to know something of them, here within this process.</summary>
public sealed class StartedByToolTests : IDisposable
{
    private readonly SeededInbox _inbox = new();

    public void Dispose() => _inbox.Dispose();

    public static readonly TheoryData<string, bool> Tools = new()
    {
        { "starts all services", true }, { "starts all services", false }, { "starts the web server alone", true }, { "starts the web server alone", false },
    };

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task A_tool_that_starts_the_application_has_nothing_opened_validated_or_processed(string tool, bool hasSettings)
    {
        await _inbox.FillAsync();
        var before = _inbox.Files();
        var (app, log) = Create(
            builder => builder.Services.AddSingleton<IServer, NoopServer>(), hasSettings, alone: tool == "starts the web server alone");

        await using (app)
        {
            await app.StartAsync();
            await app.StopAsync();
        }

        _inbox.Files().Should().BeEquivalentTo(before);
        log.Lines.Should().NotContain(line => line.Level >= LogLevel.Warning);
        if (tool == "starts all services")
        {
            log.Ours.Should().ContainSingle().Which.EventId.Should().Be(316);
        }

        // Only the tool has left it alone: what runs finds the event, and processes it.
        await _inbox.ShouldHoldTheEventAsync();
    }

    [Fact]
    public async Task What_a_tool_has_started_accepts_nothing_in_memory_either()
    {
        var (app, _) = TestReceiver.Create(builder: builder => builder.Services.AddSingleton<IServer, NoopServer>());
        await using var disposing = app;
        await app.StartAsync();

        var delivery = new InboxDelivery
        {
            Receiver = "",
            EventId = "evt-1",
            EventType = "message.received",
            SentAt = DateTimeOffset.UnixEpoch,
            ReceivedAt = DateTimeOffset.UnixEpoch,
            RememberFor = TimeSpan.FromDays(1),
            Body = Payload.MessageReceived("evt-1"),
        };

        (await app.Services.GetRequiredService<IWebhookInbox>().AcceptAsync(delivery, default)).Should().Be(AcceptOutcome.Closed);
    }

    [Fact]
    public async Task A_tool_that_ends_the_application_as_soon_as_it_is_built_has_nothing_opened_or_validated()
    {
        // As HostFactoryResolver does it, which dotnet ef and others use.
        await _inbox.FillAsync();
        var before = _inbox.Files();
        IHost? host = null;
        using var listeners = DiagnosticListener.AllListeners.Subscribe(new Observer<DiagnosticListener>(listener =>
        {
            if (listener.Name == "Microsoft.Extensions.Hosting")
            {
                listener.Subscribe(new Observer<KeyValuePair<string, object?>>(step =>
                {
                    if (step is { Key: "HostBuilt", Value: IHost built } && built.Services.GetService<Marker>() is not null)
                    {
                        host = built;
                        throw new HostAbortedException();
                    }
                }));
            }
        }));

        var create = () => Create(builder => builder.Services.AddSingleton<Marker>(), hasSettings: true);

        create.Should().Throw<HostAbortedException>();
        host.Should().NotBeNull();
        await ((IAsyncDisposable)host!).DisposeAsync();
        _inbox.Files().Should().BeEquivalentTo(before);
    }

    /// <param name="builder">Makes it the tool's.</param>
    /// <param name="hasSettings">Whether it has a secret and an inbox, as on a developer's machine, or not even valid settings, as in a build elsewhere.</param>
    /// <param name="alone">Whether the tool takes all services away but the one of the web server.</param>
    private (WebApplication App, RecordedLog Log) Create(Action<WebApplicationBuilder> builder, bool hasSettings, bool alone = false) => TestReceiver.Create(
        receiver => receiver.UseSqliteInbox().AddHandler<JournalHandler>("*"),
        application =>
        {
            builder(application);
            if (alone)
            {
                // What the command of Swashbuckle does; the host validates what ValidateOnStart has been called for all the same.
                foreach (var service in application.Services.Where(IsNoServer).ToList())
                {
                    application.Services.Remove(service);
                }
            }
        },
        settings: hasSettings
            ? new() { ["EightBit:Webhooks:Sqlite:ConnectionString"] = _inbox.ConnectionString }
            : new() { ["EightBit:Webhooks:Secrets:0"] = null, ["EightBit:Webhooks:Processing:MaxConcurrency"] = "0" });

    private static bool IsNoServer(ServiceDescriptor service)
        => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.FullName != "Microsoft.AspNetCore.Hosting.GenericWebHostService";

    private sealed class Marker;

    private sealed class Observer<T>(Action<T> next) : IObserver<T>
    {
        public void OnNext(T value) => next(value);

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
