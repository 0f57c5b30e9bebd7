using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Handlers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Diagnostics;

/// <summary>What a load balancer or a person reads at the health endpoint. "Unhealthy" is where an inbox can be away: in the tests of Redis.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task Ready_is_told_with_what_the_inbox_holds()
    {
        await using var receiver = await StartAsync(_ => null);

        (await ReadAsync(receiver)).Should().Be((200, "Healthy: 0 events pending, 0 dead letters."));
    }

    [Fact]
    public async Task Degraded_is_told_with_the_reason_when_events_die()
    {
        await using var receiver = await StartAsync(_ => new WebhookRejectedException("never"));
        await ReadAsync(receiver); // from here on it counts
        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"));
        await receiver.Log.WhenAsync(203);

        var (status, text) = await ReadAsync(receiver);

        status.Should().Be(200, "it still takes deliveries");
        text.Should().StartWith("Degraded: Events have become dead letters in the last 15 minutes; there are 1.");
    }

    [Fact]
    public async Task Degraded_is_told_with_the_reason_when_the_inbox_is_full()
    {
        await using var receiver = await StartAsync(_ => new WebhookRetryException(TimeSpan.FromHours(1), "not now"), capacity: 1);
        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"));

        (await ReadAsync(receiver)).Text.Should().StartWith("Degraded: The inbox is full (1 events): deliveries are answered 503");
    }

    private static Task<TestReceiver> StartAsync(Func<Events.WebhookEvent, Exception?> failure, int capacity = 100) => TestReceiver.StartAsync(
        webhooks => webhooks.AddHandler<ScriptedHandler>("*"),
        builder =>
        {
            builder.Services.AddSingleton(Script.Fail(failure));
            builder.Services.AddHealthChecks().AddEightBitWebhooks();
        },
        app =>
        {
            app.MapEightBitWebhooks();
            app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync });
        },
        new() { ["EightBit:Webhooks:InMemory:MaxPendingEvents"] = $"{capacity}" });

    private static Task WriteAsync(HttpContext context, HealthReport report)
        => context.Response.WriteAsync($"{report.Status}: {report.Entries["eightbit-webhooks"].Description}");

    private static async Task<(int Status, string Text)> ReadAsync(TestReceiver receiver)
    {
        using var answer = await receiver.Platform.GetAsync("/health");
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
