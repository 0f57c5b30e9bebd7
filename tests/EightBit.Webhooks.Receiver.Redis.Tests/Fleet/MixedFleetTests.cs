using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Fleet;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Fleet;

/// <summary>
/// While a new version is rolled out, nodes have different handlers. An event for which any living node has a handler is complete only when that one is done.
/// </summary>
public sealed partial class MixedFleetTests : IAsyncLifetime
{
    private readonly Runs _runs = new();
    private readonly Gate _gate = new();
    private RedisServer _redis = null!;

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task Handlers_of_either_node_run_once_whichever_claims_the_event()
    {
        _gate.Open();
        await using var old = await StartAsync(webhooks => webhooks.AddHandler<OldHandler>("*"));
        await using var updated = await StartAsync(webhooks => webhooks.AddHandler<OldHandler>("*").AddHandler<NewHandler>("message.*"));
        for (var number = 0; number < 20; number++)
        {
            await SendAsync(number % 2 == 0 ? old : updated, $"evt-{number}");
        }

        await updated.WhenIdleAsync();

        for (var number = 0; number < 20; number++)
        {
            _runs.Of($"evt-{number}").Should().BeEquivalentTo("old", "new");
        }

        _runs.All.Should().OnlyContain(run => run.Attempt == 1, "leaving an event to another node is no attempt");
        old.Log.Ours.Concat(updated.Log.Ours).Where(line => line.EventId == 200).Should().HaveCount(20, "one of the nodes says of an event that it is complete");
    }

    [Fact]
    public async Task A_node_without_any_handler_for_the_event_leaves_it_to_the_one_that_has_one()
    {
        await using var old = await StartAsync(webhooks => webhooks.AddHandler<OldHandler>("agent.*"));
        await using var updated = await StartAsync(
            webhooks => webhooks.AddHandler<NewHandler>("message.received"),
            settings: new() { ["EightBit:Webhooks:Processing:MaxConcurrency"] = "1" }); // most are claimed by the other one
        await Task.WhenAll(Enumerable.Range(0, 60).Select(number => SendAsync(old, $"evt-{number}")));

        await updated.WhenIdleAsync();

        _runs.All.Select(run => run.EventId).Should().HaveCount(60).And.OnlyHaveUniqueItems();
    }

    /// <summary>The client of the inbox has asked seconds ago what others handle; Redis knows better.</summary>
    [Fact]
    public async Task A_node_that_joins_while_a_handler_runs_elsewhere_gets_the_event_too()
    {
        await using var old = await StartAsync(webhooks => webhooks.AddHandler<OldHandler>("*"));
        await SendAsync(old, "running");
        await WhenClaimedAsync(old);

        await using var updated = await StartAsync(webhooks => webhooks.AddHandler<OldHandler>("*").AddHandler<NewHandler>("*"));
        _gate.Open();
        await updated.WhenIdleAsync();

        _runs.Of("running").Should().BeEquivalentTo("old", "new");
    }

    [Fact]
    public async Task A_retry_is_not_complete_on_a_node_without_the_handler_that_failed()
    {
        _gate.Open();
        await using var old = await StartAsync(webhooks => webhooks.AddHandler<OldHandler>("*"));
        await using var updated = await StartAsync(webhooks => webhooks.AddHandler<OldHandler>("*").AddHandler<FailingHandler>("*"));
        for (var number = 0; number < 5; number++)
        {
            await SendAsync(old, $"evt-{number}");
        }

        await updated.WhenIdleAsync();

        for (var number = 0; number < 5; number++)
        {
            _runs.Of($"evt-{number}").Should().BeEquivalentTo("old", "failing", "failing", "failing");
        }
    }

    [Fact]
    public async Task What_one_node_rejects_the_handlers_of_others_run_for_all_the_same()
    {
        await using var old = await StartAsync(webhooks => webhooks.AddHandler<RejectingHandler>("*"));
        await using var updated = await StartAsync(webhooks => webhooks.AddHandler<NewHandler>("*"));
        for (var number = 0; number < 5; number++)
        {
            await SendAsync(old, $"evt-{number}");
        }

        await updated.WhenIdleAsync();

        for (var number = 0; number < 5; number++)
        {
            _runs.Of($"evt-{number}").Should().BeEquivalentTo("rejecting", "new");
        }

        (await updated.Admin.ListDeadLettersAsync(new())).Items.Should().HaveCount(5);
    }

    [Fact]
    public async Task A_receiver_that_only_one_node_has_loses_no_attempts_on_the_others()
    {
        await using var old = await StartAsync(
            webhooks => webhooks.AddHandler<OldHandler>("*"), settings: new() { ["EightBit:Webhooks:Processing:MaxAttempts"] = "1" });
        await using var updated = await StartAsync(
            webhooks => webhooks.AddHandler<OldHandler>("*"),
            builder => builder.Services.AddEightBitWebhooks("tenant", options => options.Secrets.Add(Sender.Secret)).AddHandler<NewHandler>("*"),
            new() { ["EightBit:Webhooks:Processing:MaxAttempts"] = "1" });
        for (var number = 0; number < 10; number++)
        {
            await updated.Services.GetRequiredService<IWebhookInbox>().AcceptAsync(Delivery($"evt-{number}", "tenant"), default);
        }

        await updated.WhenIdleAsync();

        _runs.All.Should().HaveCount(10).And.OnlyContain(run => run.Handler == "new" && run.Attempt == 1);
        (await updated.Admin.ListDeadLettersAsync(new())).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_handler_of_what_nobody_has_listed_is_known_to_nodes_that_have_listed_it()
    {
        await using var old = await StartAsync(webhooks => webhooks.AddHandler<UnknownEvent, UnknownHandler>());
        await using var updated = await StartAsync(webhooks => webhooks.AddHandler<NewHandler>("robot.*"));

        (await updated.Platform.SendAsync(Payload.Event("one", "robot.fell"))).Result.Should().Be(Answer.Accepted);
        (await updated.Platform.SendAsync(Payload.MessageReceived("two"))).Result.Should().Be(Answer.Accepted);
        await updated.WhenIdleAsync();

        _runs.Of("one").Should().BeEquivalentTo("unknown", "new");
        _runs.Of("two").Should().BeEmpty("it is listed, and nobody handles it");
    }

    [Fact]
    public async Task A_handler_that_was_removed_everywhere_is_waited_for_no_longer_than_its_node_is_taken_to_live()
    {
        _gate.Open();
        void ShortLived(WebApplicationBuilder builder)
            => builder.Services.Configure<RedisWebhooksOptions>(options => options.AnnouncementLifetime = TimeSpan.FromSeconds(3));
        await using var old = await StartAsync(webhooks => webhooks.AddHandler<OldHandler>("*"), ShortLived);
        await using (var updated = await StartAsync(webhooks => webhooks.AddHandler<NewHandler>("*"), ShortLived))
        {
            await updated.App.StopAsync();
        }

        await SendAsync(old, "one");
        var fleet = old.Services.GetRequiredService<RedisFleet>();
        for (var waiting = System.Diagnostics.Stopwatch.StartNew(); (await old.Admin.GetStatisticsAsync()).Pending > 0;)
        {
            waiting.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60));
            await fleet.AnnounceAsync(default); // what the node does every five seconds
            await Task.Delay(100);
        }

        _runs.Of("one").Should().Equal("old");
        old.Log.Ours.Should().Contain(line => line.EventId == 220, "at first the other node might have been alive");
    }

    /// <summary>Then nobody can renew what they have said, and whoever comes back first must not take the others for dead.</summary>
    [Fact]
    public async Task While_Redis_is_away_no_node_is_taken_to_have_ended()
    {
        void ShortLived(RedisWebhooksOptions options) => options.AnnouncementLifetime = TimeSpan.FromMilliseconds(500);
        await using var old = await TestNode.OpenAsync(_redis, ShortLived);
        await using var updated = await TestNode.OpenAsync(_redis, ShortLived);
        await updated.Fleet.JoinAsync([new() { Receiver = "", Handler = "new", EventTypes = ["*"] }], default);
        await old.Fleet.JoinAsync([new() { Receiver = "", Handler = "old", EventTypes = ["*"] }], default);
        await old.Inbox.AcceptAsync(Delivery("one", ""), default);
        var lease = (await old.Inbox.ClaimAsync(1, TimeSpan.FromMinutes(1), default)).Leases.Single();

        await Task.Delay(700); // nobody can say anything for longer than it counts
        await old.Fleet.AnnounceAsync(default);
        old.Fleet.IsWaitedFor(lease).Should().BeTrue();

        for (var waiting = System.Diagnostics.Stopwatch.StartNew(); old.Fleet.IsWaitedFor(lease);)
        {
            waiting.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(30), "the other one has ended, as is clear after a while");
            await old.Fleet.AnnounceAsync(default);
            await Task.Delay(50);
        }
    }

    /// <summary>Each node in turn becomes a new one, under deliveries, and then each an old one again.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_rolling_update_forwards_and_back_loses_no_event_and_runs_no_handler_twice()
    {
        _gate.Open();
        List<TestReceiver> nodes = [await StartOldAsync(), await StartOldAsync(), await StartOldAsync()];
        var sent = new List<string>();
        var forAllHandlers = new List<string>();
        for (var step = 0; step < 6; step++)
        {
            // While a node is replaced there are events to work on.
            sent.AddRange(await SendSomeAsync(nodes, sent.Count));
            await nodes[step % 3].App.StopAsync();
            await nodes[step % 3].DisposeAsync();
            nodes[step % 3] = step < 3 ? await StartNewAsync() : await StartOldAsync();
            var later = await SendSomeAsync(nodes, sent.Count);
            sent.AddRange(later);
            if (step < 5)
            {
                forAllHandlers.AddRange(later);
            }

            await nodes[0].WhenIdleAsync(); // in the last step, until the new version is no longer taken to live
        }

        forAllHandlers.Should().OnlyContain(id => _runs.Of(id).Contains("new"), "a node with that handler was there all the time");
        sent.Should().OnlyContain(id => _runs.Of(id).Contains("old")).And.OnlyContain(id => _runs.Of(id).Distinct().Count() == _runs.Of(id).Count());
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    private static async Task<List<string>> SendSomeAsync(List<TestReceiver> nodes, int first)
    {
        var ids = Enumerable.Range(first, 15).Select(number => $"evt-{number}").ToList();
        await Task.WhenAll(ids.Select((id, number) => SendAsync(nodes[number % nodes.Count], id)));
        return ids;
    }

    private Task<TestReceiver> StartNewAsync() => StartAsync(webhooks => webhooks.AddHandler<OldHandler>("*").AddHandler<NewHandler>("*"), LivingFor20Seconds);

    private Task<TestReceiver> StartOldAsync() => StartAsync(webhooks => webhooks.AddHandler<OldHandler>("*"), LivingFor20Seconds);

    private static void LivingFor20Seconds(WebApplicationBuilder builder)
        => builder.Services.Configure<RedisWebhooksOptions>(options => options.AnnouncementLifetime = TimeSpan.FromSeconds(20));

    private Task<TestReceiver> StartAsync(
        Action<IEightBitWebhooksBuilder> receiver, Action<WebApplicationBuilder>? builder = null, Dictionary<string, string?>? settings = null)
        => RedisApp.StartAsync(
            _redis,
            receiver,
            app =>
            {
                app.Services.AddSingleton(_runs).AddSingleton(_gate);
                builder?.Invoke(app);
            },
            settings);

    private static async Task SendAsync(TestReceiver node, string id)
        => (await node.Platform.SendAsync(Payload.MessageReceived(id, id))).Result.Should().Be(Answer.Accepted);

    private static async Task WhenClaimedAsync(TestReceiver node)
    {
        while ((await node.Admin.GetStatisticsAsync()).Claimed == 0)
        {
            await Task.Delay(10);
        }
    }

    private static InboxDelivery Delivery(string id, string receiver) => new()
    {
        Receiver = receiver,
        EventId = id,
        EventType = "message.received",
        RememberFor = TimeSpan.FromDays(3),
        Body = Payload.MessageReceived(id),
    };
}
