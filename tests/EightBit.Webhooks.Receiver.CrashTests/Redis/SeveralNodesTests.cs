using System.Diagnostics;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.CrashTests.Redis;

/// <summary>Three applications on one Redis are one receiver.</summary>
[Trait("Category", "Slow")]
[Collection("Redis")]
public sealed class SeveralNodesTests : IAsyncLifetime
{
    private const int Lease = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("eightbit-crash-").FullName;
    private readonly ITestOutputHelper _output;
    private RedisServer _redis = null!;

    public SeveralNodesTests(ITestOutputHelper output) => _output = output;

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async Task DisposeAsync()
    {
        await _redis.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("redis")]
    [InlineData("memory, ids in redis")]
    public async Task Of_an_event_that_is_delivered_to_three_nodes_at_once_one_handler_runs(string inbox)
    {
        const int Events = 500;
        await using var nodes = new Nodes(_folder, _redis, 3).Set("Target:Inbox", inbox);
        await nodes.StartAsync();
        var ledgers = Enumerable.Range(0, 3).Select(number => new Ledger(nodes[number].Http)).ToList();

        for (var number = 0; number < Events; number++)
        {
            var id = $"c{number % 10}-{number}";
            var statuses = await Task.WhenAll(ledgers.Select(ledger => ledger.TrySendAsync(id, $"c{number % 10}", "hello")));
            statuses.Should().OnlyContain(status => status == 200);
        }

        await nodes.WhenIdleAsync();
        nodes.Effects().Select(effect => effect.EventId).Should().OnlyHaveUniqueItems().And.HaveCount(Events);
        Report.Write(
            _output,
            $"three nodes, inbox {inbox}: {Events} events delivered to all of them at once, handled once each, "
            + $"by node {string.Join(", ", Enumerable.Range(0, 3).Select(number => nodes[number].Effects().Count))}");
    }

    [Fact]
    public async Task What_a_killed_node_was_at_is_taken_over_within_the_lease()
    {
        await using var nodes = new Nodes(_folder, _redis, 3).Set("EightBit:Webhooks:Processing:LeaseDuration", $"00:00:0{Lease}");
        await nodes.StartAsync();
        var running = await HangAsync(nodes);

        await nodes[running].KillAsync();
        var takeover = Stopwatch.StartNew();
        await WhenAsync(() => nodes.Effects().Any(effect => effect is { EventId: "hung-0", Attempt: 2 }));

        Report.Write(_output, $"three nodes, lease {Lease} s: the event of a killed node was taken over after {takeover.Elapsed.TotalSeconds:0.0} s");
        takeover.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(2 * Lease + 4), "the lease, the longest wait for a look at Redis, and a slow machine");
        nodes[running].Effects().Should().ContainSingle("the others took over");
    }

    [Fact]
    public async Task What_a_stopped_node_was_at_is_taken_over_at_once()
    {
        await using var nodes = new Nodes(_folder, _redis, 3)
            .Set("EightBit:Webhooks:Processing:LeaseDuration", "00:10:00")
            .Set("EightBit:Webhooks:Processing:DrainTimeout", "00:00:01");
        await nodes.StartAsync();
        var running = await HangAsync(nodes);

        (await nodes[running].TerminateAsync()).Should().Be(0);
        var takeover = Stopwatch.StartNew();
        await WhenAsync(() => nodes.Effects().Count > 1);

        Report.Write(_output, $"three nodes, lease 10 min: the event of a stopped node was taken over after {takeover.Elapsed.TotalSeconds:0.0} s");
        takeover.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10), "it was given back, so nobody waits for the lease");
        nodes.Effects().Should().OnlyContain(effect => effect.Attempt == 1, "an abandoned attempt does not count");
    }

    /// <returns>Which node runs a handler that does not end.</returns>
    private static async Task<int> HangAsync(Nodes nodes)
    {
        await new Ledger(nodes.Http).SendUntilAcknowledgedAsync("hung-0", "hung", "hangs");
        await WhenAsync(() => nodes.Effects().Count == 1);
        return Enumerable.Range(0, 3).Single(number => nodes[number].Effects().Count == 1);
    }

    private static async Task WhenAsync(Func<bool> condition)
    {
        var waiting = Stopwatch.StartNew();
        while (!condition())
        {
            waiting.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60));
            await Task.Delay(20);
        }
    }
}
