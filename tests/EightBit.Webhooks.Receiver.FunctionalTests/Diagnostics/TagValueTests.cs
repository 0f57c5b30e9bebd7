using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using EightBit.Webhooks.Receiver.Endpoints;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Signatures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Diagnostics;

/// <summary>A tag value that a sender could choose would let anybody fill the monitoring system, or write into it.</summary>
public sealed class TagValueTests
{
    private const string Hostile = "h0stile";
    private const int Rounds = 25;

    private static readonly Dictionary<string, string[]> Closed = new()
    {
        ["eightbit.webhooks.receiver"] = ["(default)", "acme"],
        ["eightbit.webhooks.outcome"] =
        [
            .. DeliveryScenarios.All.Keys,
            "completed", "retried", "abandoned", "dead", "lost",
            "succeeded", "failed", "rejected", "unreadable", "interrupted",
        ],
        ["eightbit.webhooks.secret.index"] = ["0", "1"],
        ["eightbit.webhooks.handler"] = [$"{typeof(ScriptedHandler)} (any event)"],
        ["eightbit.webhooks.dead_letter.reason"] = ["attempts_exhausted", "rejected", "unreadable_payload", "unknown_receiver"],
        ["eightbit.webhooks.inbox.state"] = ["waiting", "claimed", "awaiting_retry", "dead"],
    };

    [Fact]
    public async Task Whatever_a_request_holds_no_tag_value_comes_from_it()
    {
        await using var receiver = await StartAsync();
        using var metrics = new MetricRecorder(receiver.Services.GetRequiredService<IMeterFactory>());
        for (var i = 0; i < Rounds; i++)
        {
            foreach (var path in new[] { "/webhooks/8bit", "/acme", $"/acme/?receiver={Hostile}-{i}", $"/inline/{Hostile}-{i}" })
            {
                await SendAllAsync(receiver.Platform, path, $"{Hostile}-{i} \"\\{{}}=,\u00e9");
            }
        }

        await receiver.WhenIdleAsync();
        metrics.AskGauges();

        var tags = metrics.All.SelectMany(measured => measured.Tags.Select(tag => (measured.Instrument, tag.Key, tag.Value))).Distinct().ToList();
        tags.Should().OnlyContain(tag => Closed.ContainsKey(tag.Key) && Closed[tag.Key].Contains(tag.Value));
        tags.Select(tag => tag.Key).Distinct().Should().BeEquivalentTo(Closed.Keys, "each of them was heard of");
        metrics.All.Select(measured => measured.Instrument).Distinct().Should().HaveCount(12, "each instrument was heard of");
    }

    /// <summary>Good ones, and ones that are wrong in each place where a text can stand.</summary>
    private static async Task SendAllAsync(Sender platform, string path, string text)
    {
        var good = Payload.Event(text, text, new JsonObject { ["conversation_id"] = text, ["content"] = text });
        await platform.SendAsync(good, path, change: request => AddHeaders(request, text));
        await platform.SendAsync(good, path);
        await platform.SendAsync(good, path, secret: Sender.OtherSecret, change: request => AddHeaders(request, text));
        await platform.SendAsync(good, path, secret: text, change: request => AddHeaders(request, text));
        await platform.SendAsync(good, path, sentAt: DateTimeOffset.UnixEpoch);
        await platform.SendAsync(good, path, change: request => Replace(request, WebhookHeaders.Signature, text));
        await platform.SendAsync(good, path, change: request => Replace(request, "X-8bit-Timestamp", text));
        await platform.SendAsync(Payload.Event(text + "\n", text), path);
        using var request = new HttpRequestMessage(new HttpMethod("H0STILE"), path);
        await platform.SendAsync(request);
    }

    private static void AddHeaders(HttpRequestMessage request, string text)
    {
        foreach (var header in new[] { "X-8bit-Event-Id", "User-Agent", "X-Forwarded-For", "X-8bit-Receiver", "baggage" })
        {
            Replace(request, header, text);
        }

        request.Headers.Host = "h0stile.example";
    }

    private static void Replace(HttpRequestMessage request, string header, string text)
    {
        request.Headers.Remove(header);
        request.Headers.TryAddWithoutValidation(header, text.Replace("\u00e9", "e", StringComparison.Ordinal));
    }

    private static Task<TestReceiver> StartAsync() => TestReceiver.StartAsync(
        webhooks => webhooks.AddHandler<ScriptedHandler>("*"),
        builder =>
        {
            builder.Services.AddSingleton(Script.Fail(_ => new WebhookRejectedException(Hostile)));
            builder.Services.AddEightBitWebhooks("acme").AddHandler<ScriptedHandler>("*");
        },
        app =>
        {
            app.MapEightBitWebhooks();
            app.MapEightBitWebhooks("/acme", "acme");
            app.MapPost("/inline/{tenant}", [EightBitWebhook] (string tenant, WebhookEvent e) => Results.Text(tenant + e.Id));
        },
        new()
        {
            ["EightBit:Webhooks:Receivers:acme:Secrets:0"] = "a-newer-secret-of-the-tests-0123",
            ["EightBit:Webhooks:Receivers:acme:Secrets:1"] = Sender.Secret,
        });
}
