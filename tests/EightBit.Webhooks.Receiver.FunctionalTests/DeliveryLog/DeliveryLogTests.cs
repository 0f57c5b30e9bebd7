using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Endpoints;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.FunctionalTests.DeliveryLog;

public sealed class DeliveryLogTests
{
    [Fact]
    public async Task The_history_of_an_event_tells_each_delivery_and_each_run_of_a_handler()
    {
        await using var receiver = await StartAsync();
        var body = Payload.MessageReceived("evt-1");

        await receiver.Platform.SendAsync(body);
        await receiver.Log.WhenAsync(200);
        await receiver.Platform.SendAsync(body);

        var history = await QueryAsync(receiver, new DeliveryLogQuery { EventId = "evt-1" });
        history.Items.Reverse().Select(line => (line.Kind, line.Outcome, line.Attempt)).Should().Equal(
            (DeliveryLogKind.Delivery, "accepted", null),
            (DeliveryLogKind.Handling, "failed", 1),
            (DeliveryLogKind.Handling, "succeeded", 2),
            (DeliveryLogKind.Delivery, "duplicate", null));
        history.Items.Should().OnlyContain(line => line.EventType == "message.received" && line.Duration > TimeSpan.Zero);
        history.Items.Single(line => line.Outcome == "failed").Error.Should().Contain("not yet");
        history.Items.Single(line => line.Outcome == "failed").Handler.Should().Contain(nameof(ScriptedHandler));
    }

    [Fact]
    public async Task Refused_deliveries_are_recorded_without_anything_unverified()
    {
        await using var receiver = await StartAsync();

        await receiver.Platform.SendAsync(Payload.MessageReceived("forged-id"), secret: Sender.OtherSecret);
        await receiver.Platform.SendAsync(Payload.MessageReceived("stale-id"), sentAt: DateTimeOffset.UtcNow.AddHours(-1));

        var lines = (await QueryAsync(receiver, new DeliveryLogQuery())).Items;
        lines.Select(line => line.Outcome).Should().Equal("timestamp_stale", "signature_mismatch");
        lines[1].EventId.Should().BeNull();
        lines[1].EventType.Should().BeNull();
        lines[0].EventId.Should().Be("stale-id", "its signature is valid");
        lines[0].Error.Should().Contain("raise TimestampTolerance");
    }

    [Fact]
    public async Task Inline_endpoints_are_recorded_with_what_they_answered()
    {
        await using var receiver = await StartAsync(app =>
        {
            app.MapPost("/status/{status:int}", [EightBitWebhook] (int status) => Results.StatusCode(status));
            app.MapPost("/throws", [EightBitWebhook] () =>
            {
                throw new InvalidOperationException("the endpoint failed");
            });
        });

        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), "/status/204");
        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-2"), "/status/503");
        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-3"), "/throws");

        await receiver.Log.WhenAsync(110);
        var lines = (await QueryAsync(receiver, new DeliveryLogQuery())).Items;
        lines.Select(line => (line.EventId, line.Outcome)).Should().Equal(
            ("evt-3", "failed_inline"), ("evt-2", "failed_inline"), ("evt-1", "handled_inline"));
        lines[0].Error.Should().Be("the endpoint failed");
        lines[1].Error.Should().Be("The endpoint answered 503.");
    }

    [Fact]
    public async Task Lines_are_found_by_outcome_and_time_page_by_page_and_only_the_last_are_kept()
    {
        await using var receiver = await StartAsync(settings: new() { ["EightBit:Webhooks:InMemory:MaxLogEntries"] = "10" });
        for (var i = 0; i < 12; i++)
        {
            await receiver.Platform.SendAsync(Payload.MessageReceived($"evt-{i}"), sentAt: DateTimeOffset.UtcNow.AddHours(-1));
        }

        var first = await QueryAsync(receiver, new DeliveryLogQuery { Outcome = "timestamp_stale", Take = 6 });
        var second = await QueryAsync(receiver, new DeliveryLogQuery { Outcome = "timestamp_stale", Take = 6, Before = first.Next });
        first.Items.Concat(second.Items).Select(line => line.Number).Should().Equal(12, 11, 10, 9, 8, 7, 6, 5, 4, 3);
        second.Next.Should().BeNull();

        (await QueryAsync(receiver, new DeliveryLogQuery { Outcome = "accepted" })).Items.Should().BeEmpty();
        (await QueryAsync(receiver, new DeliveryLogQuery { To = DateTimeOffset.UtcNow.AddHours(-1) })).Items.Should().BeEmpty();
        (await QueryAsync(receiver, new DeliveryLogQuery { From = DateTimeOffset.UtcNow.AddHours(-1) })).Items.Should().HaveCount(10);
    }

    [Fact]
    public async Task A_flood_of_forged_requests_does_not_push_out_what_happened_to_real_events()
    {
        await using var receiver = await StartAsync(settings: new() { ["EightBit:Webhooks:InMemory:MaxLogEntries"] = "20" });
        var stale = DateTimeOffset.UtcNow.AddHours(-1);
        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), sentAt: stale);
        for (var i = 0; i < 30; i++)
        {
            await receiver.Platform.SendAsync(Payload.MessageReceived("forged"), secret: Sender.OtherSecret);
        }

        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-2"), sentAt: stale);

        var first = await QueryAsync(receiver, new DeliveryLogQuery { Take = 2 });
        var second = await QueryAsync(receiver, new DeliveryLogQuery { Take = 2, Before = first.Next });
        first.Items.Concat(second.Items).Select(line => (line.Number, line.EventId)).Should().Equal((32, "evt-2"), (31, null), (30, null), (1, "evt-1"));
        second.Next.Should().BeNull();
    }

    private static ValueTask<DeliveryLogPage> QueryAsync(TestReceiver receiver, DeliveryLogQuery query)
        => receiver.Services.GetRequiredService<IWebhookDeliveryLog>().QueryAsync(query);

    private static Task<TestReceiver> StartAsync(Action<WebApplication>? app = null, Dictionary<string, string?>? settings = null)
        => TestReceiver.StartAsync(
            r => r.AddHandler<ScriptedHandler>("*"),
            b => b.Services.AddSingleton(Script.Fail(e => e.Delivery.Attempt == 1 ? new InvalidOperationException("not yet") : null)),
            a =>
            {
                a.MapEightBitWebhooks();
                app?.Invoke(a);
            },
            new(settings ?? []) { ["EightBit:Webhooks:Processing:RetryBaseDelay"] = "00:00:00.001" });
}
