using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Processing;

public sealed class ProcessingTests
{
    private static readonly Dictionary<string, string?> FastRetries = new()
    {
        ["EightBit:Webhooks:Processing:RetryBaseDelay"] = "00:00:00.001",
        ["EightBit:Webhooks:Processing:RetryMaxDelay"] = "00:00:00.010",
        ["EightBit:Webhooks:Processing:MaxAttempts"] = "4",
    };

    [Fact]
    public async Task A_failing_handler_is_retried_until_it_succeeds()
    {
        await using var receiver = await StartAsync(Script.Fail(e => e.Delivery.Attempt < 3 ? new InvalidOperationException("not yet") : null));

        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"));

        await receiver.Log.WhenAsync(200, line => line.Message.Contains("evt-1"));
        receiver.Journal.Events.Select(e => e.Delivery.Attempt).Should().Equal(1, 2, 3);
        (await receiver.Admin.GetStatisticsAsync()).Should().BeEquivalentTo(new { Pending = 0, DeadLetters = 0, PendingBytes = 0 });
    }

    [Fact]
    public async Task An_event_that_always_fails_becomes_a_dead_letter_and_can_be_replayed_or_purged()
    {
        var healed = false;
        await using var receiver = await StartAsync(Script.Fail(_ => healed ? null : new InvalidOperationException("the CRM is down")));
        var body = Payload.MessageReceived("evt-1");

        await receiver.Platform.SendAsync(body);
        await receiver.Log.WhenAsync(203);

        receiver.Journal.Events.Should().HaveCount(4);
        var letter = (await receiver.Admin.ListDeadLettersAsync(new DeadLetterQuery())).Items.Should().ContainSingle().Subject;
        letter.Reason.Should().Be(DeadLetterReason.AttemptsExhausted);
        letter.Error.Should().Contain("the CRM is down").And.Contain(nameof(ScriptedHandler));
        letter.Attempts.Should().Be(4);
        letter.History.Select(attempt => attempt.Attempt).Should().Equal(1, 2, 3, 4);
        letter.Delivery.Body.ToArray().Should().Equal(body);

        healed = true;
        (await receiver.Admin.ReplayAsync(letter.EntryId)).Should().Be(ReplayOutcome.Replayed);
        (await receiver.Admin.ReplayAsync(letter.EntryId)).Should().Be(ReplayOutcome.NotFound);
        await receiver.Log.WhenAsync(200);
        receiver.Journal.Events.Should().HaveCount(5);
        (await receiver.Platform.SendAsync(body)).Result.Should().Be(Answer.Duplicate, "a replayed event stays deduplicated");
        (await receiver.Admin.PurgeAsync(letter.EntryId)).Should().BeFalse();
    }

    [Fact]
    public async Task A_rejected_event_is_dead_after_one_attempt()
    {
        await using var receiver = await StartAsync(Script.Fail(_ => new WebhookRejectedException("no such customer")));

        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"));

        await receiver.Log.WhenAsync(203);
        receiver.Journal.Events.Should().ContainSingle();
        var letter = (await receiver.Admin.ListDeadLettersAsync(new DeadLetterQuery())).Items.Single();
        letter.Reason.Should().Be(DeadLetterReason.Rejected);
        letter.Error.Should().Contain("no such customer");
    }

    [Fact]
    public async Task A_handler_can_choose_when_it_is_retried()
    {
        await using var receiver = await StartAsync(
            Script.Fail(e => e.Delivery.Attempt == 1 ? new WebhookRetryException(TimeSpan.FromMilliseconds(5), "busy") : null),
            new() { ["EightBit:Webhooks:Processing:RetryBaseDelay"] = "01:00:00", ["EightBit:Webhooks:Processing:RetryMaxDelay"] = "01:00:00" });

        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"));

        await receiver.Log.WhenAsync(200);
        (await receiver.Log.WhenAsync(201)).Message.Should().Contain("00:00:00.0050000");
    }

    [Fact]
    public async Task A_handler_that_has_succeeded_does_not_run_again_when_another_is_retried()
    {
        await using var receiver = await TestReceiver.StartAsync(
            r => r.AddHandler<MessageReceived, CountingHandler>().AddHandler<ScriptedHandler>("message.*"),
            b => b.Services.AddSingleton(Script.Fail(e => e.Delivery.Attempt < 3 ? new InvalidOperationException() : null)).AddSingleton<Counter>(),
            settings: FastRetries);

        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"));

        await receiver.Log.WhenAsync(200);
        receiver.Journal.Events.Should().HaveCount(3);
        receiver.Services.GetRequiredService<Counter>().Count.Should().Be(1);
    }

    [Fact]
    public async Task Each_run_of_a_handler_has_a_scope_of_its_own()
    {
        var scopes = new ConcurrentBag<ScopedThing>();
        await using var receiver = await TestReceiver.StartAsync(
            r => r.AddHandler<MessageReceived, ScopeHandler>(),
            b => b.Services.AddSingleton(scopes).AddScoped<ScopedThing>());

        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"));
        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-2"));

        await receiver.Log.WhenAsync(200, line => line.Message.Contains("evt-1"));
        await receiver.Log.WhenAsync(200, line => line.Message.Contains("evt-2"));
        scopes.Should().HaveCount(2).And.OnlyHaveUniqueItems().And.OnlyContain(thing => thing.IsDisposed);
    }

    [Fact]
    public async Task A_handler_over_its_time_is_cancelled_and_retried()
    {
        await using var receiver = await StartAsync(
            new Script((e, ct) => e.Delivery.Attempt == 1 ? Task.Delay(Timeout.Infinite, ct) : Task.CompletedTask),
            new() { ["EightBit:Webhooks:Processing:HandlerTimeout"] = "00:00:01" });

        await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"));

        (await receiver.Log.WhenAsync(206)).Message.Should().Contain("took longer than 00:00:01");
        await receiver.Log.WhenAsync(200);
    }

    [Fact]
    public async Task Unreadable_data_is_a_dead_letter_with_its_bytes_and_does_not_stop_untyped_handlers()
    {
        await using var receiver = await TestReceiver.StartAsync(
            r => r.AddHandler<MessageReceived, CountingHandler>().AddHandler<JournalHandler>("*"),
            b => b.Services.AddSingleton<Counter>());
        var body = Payload.Event("evt-1", "message.received", JsonValue.Create("a text where an object belongs"));

        (await receiver.Platform.SendAsync(body)).Result.Should().Be(Answer.Accepted);

        await receiver.Log.WhenAsync(203);
        receiver.Journal.Ids.Should().Equal("evt-1");
        receiver.Services.GetRequiredService<Counter>().Count.Should().Be(0);
        var letter = (await receiver.Admin.ListDeadLettersAsync(new DeadLetterQuery())).Items.Single();
        letter.Reason.Should().Be(DeadLetterReason.UnreadablePayload);
        letter.Delivery.Body.ToArray().Should().Equal(body);
    }

    [Fact]
    public async Task A_value_of_an_unexpected_type_does_not_make_the_event_unreadable()
    {
        await using var receiver = await TestReceiver.StartAsync(
            r => r.AddHandler<MessageSent, SentHandler>(), b => b.Services.AddSingleton(new ConcurrentBag<MessageSent>()));
        var data = new JsonObject
        {
            ["content"] = 42,
            ["tokens_used"] = "17",
            ["response_time_ms"] = new JsonArray(),
            ["sent_at"] = 1790000000,
            ["surprise"] = true,
        };

        await receiver.Platform.SendAsync(Payload.Event("evt-1", "message.sent", data));

        await receiver.Log.WhenAsync(200);
        var sent = receiver.Services.GetRequiredService<ConcurrentBag<MessageSent>>().Single();
        sent.Content.Should().Be("42");
        sent.TokensUsed.Should().Be(17);
        sent.ResponseTimeMs.Should().BeNull();
        sent.SentAt.Should().Be(DateTimeOffset.FromUnixTimeSeconds(1790000000));
        sent.AdditionalProperties.Should().ContainKey("surprise");
    }

    [Fact]
    public async Task Of_one_conversation_events_run_one_at_a_time_in_order_while_others_go_on()
    {
        var gate = new Gate();
        await using var receiver = await StartAsync(new Script((e, ct) => e.Id == "stuck-1" ? gate.PassAsync(ct) : Task.CompletedTask));

        await receiver.Platform.SendAsync(Payload.MessageReceived("stuck-1", "conv-stuck"));
        await receiver.Platform.SendAsync(Payload.MessageReceived("stuck-2", "conv-stuck"));
        await receiver.Platform.SendAsync(Payload.MessageReceived("free-1", "conv-free"));
        await receiver.Platform.SendAsync(Payload.MessageReceived("free-2", "conv-free"));

        await receiver.Log.WhenAsync(200, line => line.Message.Contains("free-2"));
        receiver.Journal.Ids.Should().NotContain("stuck-2").And.ContainInOrder("free-1", "free-2");

        gate.Open();
        await receiver.Log.WhenAsync(200, line => line.Message.Contains("stuck-2"));
    }

    [Fact]
    public async Task Ten_thousand_deliveries_with_duplicates_and_failures_are_each_handled_in_order()
    {
        const int Events = 10_000;
        const int Conversations = 200;
        const double Duplicates = 0.05;
        var random = new Random(20261123);
        var completed = new ConcurrentDictionary<string, ConcurrentQueue<int>>();
        var failures = 0;
        var script = new Script((e, _) =>
        {
            lock (random)
            {
                if (random.NextDouble() < 0.1)
                {
                    failures++;
                    throw new InvalidOperationException("a random failure");
                }
            }

            var parts = e.Id.Split('-');
            completed.GetOrAdd(parts[0], _ => new ConcurrentQueue<int>()).Enqueue(int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
            return Task.CompletedTask;
        });
        await using var receiver = await StartAsync(
            script,
            new(FastRetries)
            {
                ["EightBit:Webhooks:Processing:MaxAttempts"] = "100",
                ["EightBit:Webhooks:InMemory:MaxPendingEvents"] = "20000",
            },
            b => b.Logging.ClearProviders());

        var duplicates = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Conversations),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (conversation, _) =>
            {
                var mine = new Random(conversation);
                for (var i = 0; i < Events / Conversations; i++)
                {
                    var body = Payload.MessageReceived($"c{conversation}-{i}", $"c{conversation}");
                    (await receiver.Platform.SendAsync(body)).Result.Should().Be(Answer.Accepted);
                    if (mine.NextDouble() < Duplicates)
                    {
                        (await receiver.Platform.SendAsync(body)).Result.Should().Be(Answer.Duplicate);
                        Interlocked.Increment(ref duplicates);
                    }
                }
            });

        await receiver.WhenIdleAsync();
        duplicates.Should().BeInRange(300, 700);
        failures.Should().BeGreaterThan(500);
        completed.Should().HaveCount(Conversations);
        completed.Values.Should().OnlyContain(
            order => order.SequenceEqual(Enumerable.Range(0, Events / Conversations)), "each event completes once, in order");
        (await receiver.Admin.GetStatisticsAsync()).DeadLetters.Should().Be(0);
    }

    [Fact]
    public async Task An_event_without_a_handler_is_complete_and_says_so()
    {
        await using var receiver = await TestReceiver.StartAsync(
            r => r.AddHandler<MessageReceived, CountingHandler>(), b => b.Services.AddSingleton<Counter>());

        (await receiver.Platform.SendAsync(Payload.Event("evt-1", "session.started"))).Result.Should().Be(Answer.Accepted);

        (await receiver.Log.WhenAsync(208)).Message.Should().Contain("session.started").And.Contain("no handler");
        await receiver.Log.WhenAsync(200);
    }

    [Fact]
    public async Task An_own_payload_type_and_unknown_events_reach_their_handlers()
    {
        var orders = new ConcurrentBag<object>();
        await using var receiver = await TestReceiver.StartAsync(
            r => r.AddEvent("order.placed", OrderJson.Default.OrderPlaced)
                .AddHandler<OrderPlaced, OrderHandler>()
                .AddHandler<UnknownEvent, UnknownHandler>(),
            b => b.Services.AddSingleton(orders));

        await receiver.Platform.SendAsync(Payload.Event("evt-1", "order.placed", new JsonObject { ["number"] = 7 }));
        await receiver.Platform.SendAsync(Payload.Event("evt-2", "order.cancelled", new JsonArray(1, 2)));

        await receiver.Log.WhenAsync(200, line => line.Message.Contains("evt-1"));
        await receiver.Log.WhenAsync(200, line => line.Message.Contains("evt-2"));
        orders.Should().BeEquivalentTo(new object[] { "order 7", "unknown [1,2]" });
    }

    private static Task<TestReceiver> StartAsync(
        Script script, Dictionary<string, string?>? settings = null, Action<WebApplicationBuilder>? builder = null)
        => TestReceiver.StartAsync(
            r => r.AddHandler<ScriptedHandler>("*"),
            b =>
            {
                b.Services.AddSingleton(script);
                builder?.Invoke(b);
            },
            settings: settings ?? FastRetries);
}
