using System.Diagnostics;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Endpoints;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Diagnostics;

/// <summary>What somebody sees who follows a delivery through the application.</summary>
public sealed class TraceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eightbit-traces-").FullName;
    private readonly SpanRecorder _spans = new();
    private readonly string _event = $"evt-{Guid.NewGuid():N}";

    public void Dispose()
    {
        _spans.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_trace_of_the_request_travels_through_the_in_memory_inbox()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var delivery = new TracedDelivery();

        (await delivery.SendAsync(receiver.Platform)).Result.Should().Be(Answer.Accepted);

        await delivery.ShouldBeLinkedAsync(_spans);
    }

    [Fact]
    public async Task The_trace_of_the_request_travels_through_the_SQLite_inbox()
    {
        await using var receiver = await StartOnDiskAsync();
        var delivery = new TracedDelivery();

        (await delivery.SendAsync(receiver.Platform)).Result.Should().Be(Answer.Accepted);

        await delivery.ShouldBeLinkedAsync(_spans);
    }

    [Fact]
    public async Task The_trace_of_the_request_outlives_the_application_in_the_SQLite_inbox()
    {
        var (first, behind) = (new TracedDelivery(), new TracedDelivery());
        await using (var before = await StartOnDiskAsync(webhooks => webhooks.AddHandler<GatedHandler>("*")))
        {
            await first.SendAsync(before.Platform);
            (await behind.SendAsync(before.Platform)).Result.Should().Be(Answer.Accepted, "it waits for the first of its conversation");
            await before.App.StopAsync();
        }

        await using var after = await StartOnDiskAsync();

        await behind.ShouldBeLinkedAsync(_spans);
    }

    [Fact]
    public async Task Spans_are_named_and_tagged_by_the_conventions_for_messaging()
    {
        await using var receiver = await TestReceiver.StartAsync();
        await receiver.Platform.SendAsync(Payload.MessageReceived(_event));

        var accepting = await _spans.WhenEndedAsync("accept (default)", _event);
        accepting.Kind.Should().Be(ActivityKind.Producer);
        Tags(accepting).Should().Contain("messaging.system", "eightbit_webhooks").And.Contain("messaging.operation.name", "accept")
            .And.Contain("messaging.operation.type", "send").And.Contain("messaging.destination.name", "(default)")
            .And.Contain("eightbit.webhooks.event.type", "message.received").And.Contain("eightbit.webhooks.outcome", "accepted").And.NotContainKey("error.type");
        var processing = await _spans.WhenEndedAsync("process (default)", _event);
        processing.Kind.Should().Be(ActivityKind.Consumer);
        processing.Status.Should().Be(ActivityStatusCode.Unset);
        Tags(processing).Should().Contain("messaging.system", "eightbit_webhooks").And.Contain("messaging.operation.name", "process")
            .And.Contain("messaging.operation.type", "process").And.Contain("messaging.destination.name", "(default)")
            .And.Contain("messaging.message.conversation_id", "conv-1").And.Contain("eightbit.webhooks.attempt", 1)
            .And.Contain("eightbit.webhooks.outcome", "completed").And.ContainKey("messaging.message.body.size").And.NotContainKey("error.type");
        var handling = _spans.Below(processing).Should().ContainSingle().Subject;
        handling.DisplayName.Should().Be($"handle {typeof(JournalHandler)} (any event)");
        handling.Kind.Should().Be(ActivityKind.Internal);
    }

    [Fact]
    public async Task What_fails_is_an_error_of_its_span_and_says_which()
    {
        await using var receiver = await TestReceiver.StartAsync(
            webhooks => webhooks.AddHandler<ScriptedHandler>("*"),
            builder => builder.Services.AddSingleton(Script.Fail(_ => new InvalidOperationException("no luck"))));
        await receiver.Platform.SendAsync(Payload.MessageReceived(_event));

        var processing = await _spans.WhenEndedAsync("process (default)", _event);
        processing.Status.Should().Be(ActivityStatusCode.Error);
        Tags(processing).Should().Contain("error.type", "retried");
        Tags(_spans.Below(processing).Single()).Should().Contain("error.type", "failed");
    }

    [Fact]
    public async Task Of_a_forged_delivery_the_span_says_what_was_wrong_and_nothing_that_it_claims()
    {
        const string receiverName = "forged";
        await using var receiver = await TestReceiver.StartAsync(
            builder: builder => builder.Services
                .AddEightBitWebhooks(receiverName, options => options.Secrets.Add(Sender.Secret)).AddHandler<JournalHandler>("*"),
            app: app => app.MapEightBitWebhooks("/forged", receiverName));
        await receiver.Platform.SendAsync(Payload.MessageReceived(_event), "/forged", secret: Sender.OtherSecret);

        var accepting = await _spans.WhenEndedAsync(span => span.DisplayName == "accept forged", "accept forged");
        accepting.Status.Should().Be(ActivityStatusCode.Error);
        Tags(accepting).Should().Contain("error.type", "signature_mismatch").And.NotContainKey("messaging.message.id").And.NotContainKey("eightbit.webhooks.event.type");
    }

    [Fact]
    public async Task An_inline_endpoint_is_one_span_in_the_trace_of_the_request()
    {
        await using var receiver = await TestReceiver.StartAsync(
            app: app => app.MapPost("/inline", [EightBitWebhook] (WebhookEvent _) => Results.NoContent()));
        (await receiver.Platform.SendAsync(Payload.MessageReceived(_event), "/inline")).Status.Should().Be(204);

        var processing = await _spans.WhenEndedAsync("process (default)", _event);
        processing.Kind.Should().Be(ActivityKind.Consumer);
        processing.Links.Should().BeEmpty();
        Tags(processing).Should().Contain("messaging.operation.type", "process").And.Contain("eightbit.webhooks.outcome", "handled_inline");
        (await _spans.WhenEndedAsync(processing.ParentSpanId)).Kind.Should().Be(ActivityKind.Server);
    }

    private static Dictionary<string, object?> Tags(Activity span) => span.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value);

    private Task<TestReceiver> StartOnDiskAsync(Action<IEightBitWebhooksBuilder>? receiver = null) => TestReceiver.StartAsync(
        webhooks => (receiver ?? (r => r.AddHandler<JournalHandler>("*")))(
            webhooks.UseSqliteInbox($"Data Source={Path.Combine(_folder, "webhooks.db")};Pooling=False")),
        builder => builder.Services.AddSingleton<Gate>(),
        settings: new() { ["EightBit:Webhooks:Processing:DrainTimeout"] = "00:00:00.1" });
}
