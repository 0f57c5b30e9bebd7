using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Handlers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Diagnostics;

/// <summary>How attempts and handlers end, as a listener hears it. Of "lost", see <c>WebhookProcessorTests</c>.</summary>
public sealed class AttemptMetricTests : IDisposable
{
    private const string Attempts = "eightbit.webhooks.attempts";
    private const string Handlers = "eightbit.webhooks.handler.duration";

    private readonly string _folder = Directory.CreateTempSubdirectory("eightbit-metrics-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_attempt_that_succeeds()
        => await ExpectAsync((_, _) => Task.CompletedTask, "completed", "succeeded");

    [Fact]
    public async Task An_attempt_that_fails()
        => await ExpectAsync((_, _) => throw new InvalidOperationException("no luck"), "retried", "failed");

    [Fact]
    public async Task An_attempt_that_fails_for_the_last_time()
        => await ExpectAsync((_, _) => throw new InvalidOperationException("no luck"), "dead", "failed", "attempts_exhausted", maxAttempts: 1);

    [Fact]
    public async Task An_attempt_that_a_handler_says_is_of_no_use()
        => await ExpectAsync((_, _) => throw new WebhookRejectedException("never"), "dead", "rejected", "rejected");

    [Fact]
    public async Task An_attempt_whose_payload_cannot_be_read()
    {
        await using var receiver = await TestReceiver.StartAsync(webhooks => webhooks.AddHandler<MessageReceived, Typed>());
        using var metrics = Listen(receiver);

        await receiver.Platform.SendAsync(Payload.Event("evt-1", "message.received", JsonValue.Create("a text")));

        (await metrics.WhenAsync(Attempts, Happened)).Tags.Should().Contain("eightbit.webhooks.outcome", "dead")
            .And.Contain("eightbit.webhooks.dead_letter.reason", "unreadable_payload");
        (await metrics.WhenAsync(Handlers, _ => true)).Outcome.Should().Be("unreadable");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_attempt_that_the_end_of_the_application_cuts_short(bool handlerStops)
    {
        var never = new TaskCompletionSource();
        await using var receiver = await StartOnDiskAsync((_, token) => handlerStops ? Task.Delay(Timeout.Infinite, token) : never.Task);
        using var metrics = Listen(receiver);
        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"));
        await receiver.Journal.WhenAddedAsync();

        await receiver.App.StopAsync();

        metrics.Of(Attempts).Where(Happened).Should().ContainSingle().Which.Outcome.Should().Be("abandoned");
        if (handlerStops)
        {
            metrics.Of(Handlers).Should().ContainSingle().Which.Outcome.Should().Be("interrupted");
        }

        never.SetResult();
    }

    [Fact]
    public async Task An_attempt_for_a_receiver_that_the_application_no_longer_has()
    {
        await using (var before = await StartOnDiskAsync((_, _) => throw new WebhookRetryException(TimeSpan.FromMilliseconds(1), "later"), "acme"))
        {
            await before.Platform.SendAsync(Payload.MessageReceived("evt-1"), "/acme");
            await before.Log.WhenAsync(201);
            await before.App.StopAsync();
        }

        await using var after = await StartOnDiskAsync((_, _) => Task.CompletedTask, maxAttempts: 1);
        await after.Log.WhenAsync(203);
        await after.WhenIdleAsync();

        // It may have died before a listener came: what counts is that the event, as it stands in the file, has no receiver here.
        using var metrics = Listen(after);
        var letter = (await after.Admin.ListDeadLettersAsync(new Inbox.DeadLetterQuery(), default)).Items.Should().ContainSingle().Subject;
        letter.Delivery.Receiver.Should().Be("acme");
        await after.Admin.ReplayAsync(letter.EntryId, default);

        var dead = await metrics.WhenAsync(Attempts, Happened);
        dead.Tags.Should().Contain("eightbit.webhooks.dead_letter.reason", "unknown_receiver").And.Contain("eightbit.webhooks.receiver", "(unknown)");
    }

    private static async Task ExpectAsync(
        Func<WebhookEvent, CancellationToken, Task> work, string attempt, string handler, string? reason = null, int maxAttempts = 10)
    {
        await using var receiver = await TestReceiver.StartAsync(
            webhooks => webhooks.AddHandler<ScriptedHandler>("*").ConfigureProcessing(options => options.MaxAttempts = maxAttempts),
            builder => builder.Services.AddSingleton(new Script(work)));
        using var metrics = Listen(receiver);

        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"));

        var ended = await metrics.WhenAsync(Attempts, Happened);
        ended.Outcome.Should().Be(attempt);
        ended.Tags.GetValueOrDefault("eightbit.webhooks.dead_letter.reason").Should().Be(reason);
        var handled = await metrics.WhenAsync(Handlers, _ => true);
        handled.Outcome.Should().Be(handler);
        handled.Tags["eightbit.webhooks.handler"].Should().Be($"{typeof(ScriptedHandler)} (any event)");
        (await metrics.WhenAsync("eightbit.webhooks.queue.duration", _ => true)).Value.Should().BeGreaterThanOrEqualTo(0);
    }

    /// <summary>Not one of the zeros with which counting begins.</summary>
    private static bool Happened(Measured attempt) => attempt.Value > 0;

    private static MetricRecorder Listen(TestReceiver receiver) => new(receiver.Services.GetRequiredService<IMeterFactory>());

    private Task<TestReceiver> StartOnDiskAsync(Func<WebhookEvent, CancellationToken, Task> work, string? receiver = null, int maxAttempts = 10)
        => TestReceiver.StartAsync(
            webhooks => webhooks.AddHandler<ScriptedHandler>("*")
                .UseSqliteInbox($"Data Source={Path.Combine(_folder, "webhooks.db")};Pooling=False")
                .ConfigureProcessing(options => (options.DrainTimeout, options.MaxAttempts) = (TimeSpan.FromMilliseconds(100), maxAttempts)),
            builder =>
            {
                builder.Services.AddSingleton(new Script(work));
                if (receiver is not null)
                {
                    builder.Services.AddEightBitWebhooks(receiver, options => options.Secrets.Add(Sender.Secret)).AddHandler<ScriptedHandler>("*");
                }
            },
            app =>
            {
                app.MapEightBitWebhooks();
                if (receiver is not null)
                {
                    app.MapEightBitWebhooks($"/{receiver}", receiver);
                }
            });

    private sealed class Typed : IWebhookHandler<MessageReceived>
    {
        public Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
