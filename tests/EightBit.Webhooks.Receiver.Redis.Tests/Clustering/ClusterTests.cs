using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Clustering;

/// <summary>What `docs/redis.md` says of a cluster.</summary>
[Trait("Category", "Slow")]
public sealed class ClusterTests : IAsyncLifetime
{
    private RedisCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await RedisCluster.StartAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task The_documented_rights_are_enough_to_find_and_check_all_primaries()
    {
        foreach (var node in _cluster.Nodes)
        {
            await node.ExecuteAsync(
                "ACL", "SETUSER", "webhooks", "on", ">pw", "~eightbit-webhooks:*", "&eightbit-webhooks:*", "+@read", "+@write", "+@scripting", "+@pubsub",
                "+@connection", "+info", "+time", "+wait", "+config|get", "+cluster|nodes");
        }

        await using var app = await StartAsync(_cluster.Nodes[0].Address + ",user=webhooks,password=pw"); // the others are found

        app.Log.Ours.Where(line => line.EventId == 500).Should().HaveCount(3);
        await SendToAllPartitionsAsync(app);
    }

    [Fact]
    public async Task While_one_node_hangs_the_others_go_on()
    {
        foreach (var node in _cluster.Nodes)
        {
            await node.ExecuteAsync("CONFIG", "SET", "cluster-require-full-coverage", "no");
        }

        await using var app = await StartAsync(_cluster.Address);
        await SendToAllPartitionsAsync(app);

        await _cluster.Nodes[0].SignalAsync("STOP");
        var hanging = System.Diagnostics.Stopwatch.StartNew();
        var accepted = 0;
        for (var number = 0; number < 8; number++)
        {
            accepted += (await app.Platform.SendAsync(Payload.MessageReceived($"meanwhile-{number}", $"c-{number}"))).Status == 200 ? 1 : 0;
        }

        var sent = hanging.Elapsed;
        await app.Journal.WhenAddedAsync(accepted);
        accepted.Should().BePositive("the other partitions go on");
        (hanging.Elapsed - sent).Should().BeLessThan(TimeSpan.FromSeconds(4), "a command that hangs ends after 5");
        app.Log.Ours.Should().ContainSingle(line => line.EventId == 508);
    }

    [Fact]
    public async Task While_a_slot_moves_nothing_runs_half()
    {
        await using var app = await StartAsync(_cluster.Address);
        await SendToAllPartitionsAsync(app);
        const string Layout = "eightbit-webhooks:{0}:layout";
        var slot = (int)await _cluster.Nodes[0].ExecuteAsync("CLUSTER", "KEYSLOT", Layout);
        var from = _cluster.Nodes[slot * 3 / 16_384];
        var to = _cluster.Nodes[((slot * 3 / 16_384) + 1) % 3];
        await to.ExecuteAsync("CLUSTER", "SETSLOT", slot, "IMPORTING", (await from.ExecuteAsync("CLUSTER", "MYID")).ToString());
        await from.ExecuteAsync("CLUSTER", "SETSLOT", slot, "MIGRATING", (await to.ExecuteAsync("CLUSTER", "MYID")).ToString());

        var answers = new List<int>();
        for (var number = 0; number < 20; number++)
        {
            answers.Add((await app.Platform.SendAsync(Payload.MessageReceived($"moving-{number}", $"c-{number}"))).Status);
        }

        answers.Should().Contain(503).And.Contain(200, "the other partitions go on");
        app.Log.Ours.Should().Contain(line => line.Exception != null && line.Exception.Message.Contains("on its way to another node"));
    }

    private static Task<TestReceiver> StartAsync(string address) => RedisApp.StartAsync(
        address,
        webhooks => webhooks.AddHandler<JournalHandler>("*"),
        settings: new() { ["EightBit:Webhooks:Redis:Partitions"] = "5" });

    private static async Task SendToAllPartitionsAsync(TestReceiver app)
    {
        for (var number = 0; number < 20; number++)
        {
            (await app.Platform.SendAsync(Payload.MessageReceived($"event-{number}", $"c-{number}"))).Result.Should().Be(Answer.Accepted);
        }

        await app.Journal.WhenAddedAsync(20);
        await app.WhenIdleAsync();
    }
}
