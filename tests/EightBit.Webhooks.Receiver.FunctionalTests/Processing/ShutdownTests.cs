using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Processing;

public sealed class ShutdownTests
{
    [Fact]
    public async Task What_was_acknowledged_is_processed_before_the_application_ends()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new Gate();
        await using var receiver = await StartAsync(async (e, ct) =>
        {
            started.TrySetResult();
            await gate.PassAsync(ct);
        });
        for (var i = 0; i < 100; i++)
        {
            (await receiver.Platform.SendAsync(Payload.MessageReceived($"evt-{i}", $"conv-{i % 3}"))).Result.Should().Be(Answer.Accepted);
        }

        await started.Task;
        var stopping = receiver.App.StopAsync();
        gate.Open();
        await stopping;

        receiver.Log.Ours.Count(line => line.EventId == 200).Should().Be(100);
        receiver.Log.Ours.Should().NotContain(line => line.EventId == 311);
    }

    [Fact]
    public async Task Handlers_that_stop_when_asked_are_interrupted_after_the_drain_time_and_lost_events_are_named()
    {
        await using var receiver = await StartAsync((_, ct) => Task.Delay(Timeout.Infinite, ct), drain: "00:00:00.2");
        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-running"));
        await receiver.Journal.WhenAddedAsync();
        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-waiting"));

        await receiver.App.StopAsync();

        var lost = receiver.Log.Ours.Single(line => line.EventId == 311);
        lost.Level.Should().Be(LogLevel.Critical);
        lost.Message.Should().Contain("2 acknowledged events are lost").And.Contain("evt-running (message.received)").And.Contain("evt-waiting");
        receiver.Log.Ours.Should().ContainSingle(line => line.EventId == 202).Which.Message.Should().Contain("evt-running");
    }

    [Fact]
    public async Task A_handler_that_ignores_its_token_does_not_keep_the_application_from_ending()
    {
        var never = new TaskCompletionSource();
        await using var receiver = await StartAsync((_, _) => never.Task, drain: "00:00:00.1");
        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-hung"));
        await receiver.Journal.WhenAddedAsync();

        await receiver.App.StopAsync().WaitAsync(TimeSpan.FromSeconds(20));

        receiver.Log.Ours.Should().ContainSingle(line => line.EventId == 211).Which.Message.Should().Contain("evt-hung").And.Contain(nameof(ScriptedHandler));
        receiver.Log.Ours.Should().ContainSingle(line => line.EventId == 311).Which.Message.Should().Contain("evt-hung");
        never.SetResult();
    }

    [Fact]
    public async Task Retries_that_fall_due_within_the_drain_time_run_and_let_those_behind_them_run()
    {
        await using var receiver = await StartAsync((e, _) => e is { Id: "evt-retried", Delivery.Attempt: 1 }
            ? Task.FromException(new WebhookRetryException(TimeSpan.FromSeconds(1), "busy"))
            : Task.CompletedTask);
        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-retried"));
        await receiver.Log.WhenAsync(201);
        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-behind"));

        await receiver.App.StopAsync();

        receiver.Log.Ours.Count(line => line.EventId == 200).Should().Be(2);
        receiver.Log.Ours.Should().NotContain(line => line.EventId == 311);
    }

    [Fact]
    public async Task Dead_letters_that_go_with_the_process_are_named()
    {
        await using var receiver = await StartAsync((_, _) => Task.FromException(new WebhookRejectedException("no")));
        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-dead"));
        await receiver.Log.WhenAsync(203);

        await receiver.App.StopAsync();

        receiver.Log.Ours.Should().ContainSingle(line => line.EventId == 315).Which.Message.Should().Contain("evt-dead (message.received)");
    }

    [Fact]
    public async Task The_in_memory_inbox_says_at_start_what_it_does_not_promise()
    {
        await using var receiver = await StartAsync((_, _) => Task.CompletedTask);

        var line = receiver.Log.Ours.Single(l => l.EventId == 310);
        line.Level.Should().Be(LogLevel.Warning);
        line.Message.Should().Contain("lost if this process crashes");
    }

    private static Task<TestReceiver> StartAsync(
        Func<Events.WebhookEvent, CancellationToken, Task> handler, string drain = "00:00:20")
        => TestReceiver.StartAsync(
            r => r.AddHandler<ScriptedHandler>("*"),
            b => b.Services.AddSingleton(new Script(handler)),
            settings: new() { ["EightBit:Webhooks:Processing:DrainTimeout"] = drain });
}
