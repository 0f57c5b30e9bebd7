using System.Diagnostics.Metrics;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Diagnostics;
using EightBit.Webhooks.Receiver.Endpoints;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.FunctionalTests.Endpoints;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Handlers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Diagnostics;

/// <summary>Each outcome of a delivery over real HTTP, as a listener hears it.</summary>
public sealed class DeliveryMetricTests
{
    public static TheoryData<string> Outcomes => [.. DeliveryScenarios.All.Keys];

    [Fact]
    public void Every_outcome_that_the_library_knows_has_its_delivery_here()
    {
        var known = typeof(WebhookTelemetry).Assembly.GetType("EightBit.Webhooks.Receiver.Receiving.DeliveryOutcome", throwOnError: true)!;

        DeliveryScenarios.All.Keys.Should().BeEquivalentTo(Enum.GetNames(known).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task Every_delivery_is_counted_and_timed_under_what_became_of_it(string outcome)
    {
        await using var receiver = await StartAsync(withStore: outcome != "inbox_unavailable");
        using var metrics = new MetricRecorder(receiver.Services.GetRequiredService<IMeterFactory>());

        await DeliveryScenarios.All[outcome](receiver);

        var counted = await metrics.WhenAsync("eightbit.webhooks.deliveries", delivery => delivery.Outcome == outcome);
        counted.Value.Should().Be(1);
        counted.Tags.Keys.Should().BeEquivalentTo("eightbit.webhooks.receiver", "eightbit.webhooks.outcome");
        var timed = await metrics.WhenAsync("eightbit.webhooks.acknowledgement.duration", delivery => delivery.Outcome == outcome);
        timed.Tags.Should().BeEquivalentTo(counted.Tags);
        timed.Value.Should().BePositive();
    }

    [Fact]
    public async Task The_secret_that_matched_is_told_by_its_place_in_the_list()
    {
        await using var receiver = await TestReceiver.StartAsync(settings: new()
        {
            ["EightBit:Webhooks:Secrets:0"] = Sender.OtherSecret,
            ["EightBit:Webhooks:Secrets:1"] = Sender.Secret,
        });
        using var metrics = new MetricRecorder(receiver.Services.GetRequiredService<IMeterFactory>());

        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), secret: Sender.OtherSecret);
        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-2"), secret: Sender.Secret);

        metrics.Of("eightbit.webhooks.signatures").Select(signature => signature.Tags["eightbit.webhooks.secret.index"]).Should().Equal("0", "1");
        metrics.Of("eightbit.webhooks.body.size").Should().HaveCount(2);
    }

    private static void Fail() => throw new InvalidOperationException("the endpoint failed");

    private static Task<TestReceiver> StartAsync(bool withStore) => TestReceiver.StartAsync(
        webhooks => webhooks.AddHandler<ScriptedHandler>("*"),
        builder =>
        {
            builder.Services.AddSingleton<EndpointCalls>();
            builder.Services.AddSingleton<Arrivals>();
            builder.Services.AddControllers().AddApplicationPart(typeof(ActionController).Assembly);
            builder.Services.AddSingleton(Script.Fail(_ => new WebhookRetryException(TimeSpan.FromHours(1), "keeps its place in the inbox")));
            AddReceiver("https", options => options.RequireHttps = true);
            AddReceiver("impatient", options => options.AcknowledgementTimeout = TimeSpan.FromMilliseconds(300));
            AddReceiver("vault", _ => { }).UseSecretSource<AbsentVault>();
            if (!withStore)
            {
                builder.Services.AddSingleton<IDeduplicationStore, AbsentStore>();
            }

            IEightBitWebhooksBuilder AddReceiver(string name, Action<WebhookReceiverOptions> configure)
                => builder.Services.AddEightBitWebhooks(name, options =>
                {
                    options.Secrets.Add(Sender.Secret);
                    configure(options);
                }).AddHandler<ScriptedHandler>("*");
        },
        app =>
        {
            app.Use((context, next) =>
            {
                context.RequestServices.GetRequiredService<Arrivals>().Add();
                return next(context);
            });
            app.UseWhen(context => context.Request.Path == "/read-before", branch => branch.Use(async (context, next) =>
            {
                await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
                await next(context);
            }));
            app.UseRouting();
            app.MapEightBitWebhooks();
            app.MapEightBitWebhooks("/read-before");
            foreach (var name in new[] { "https", "impatient", "vault" })
            {
                app.MapEightBitWebhooks($"/{name}", name);
            }

            app.MapControllers();
            app.MapPost("/typed", [EightBitWebhook] (WebhookEvent<MessageReceived> _) => Results.NoContent());
            app.MapPost("/throws", [EightBitWebhook] (WebhookEvent _) => Fail());
            app.MapPost("/slow", [EightBitWebhook] async (EndpointCalls calls) =>
            {
                calls.Add("slow");
                await calls.Gate.PassAsync(CancellationToken.None);
            });
        },
        new() { ["EightBit:Webhooks:InMemory:MaxPendingEvents"] = "2" });
}
