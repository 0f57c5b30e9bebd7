using System.Diagnostics;
using System.Globalization;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.CrashTests.Redis;

/// <summary>A new version goes out without the platform noticing.</summary>
[Trait("Category", "Slow")]
[Collection("Redis")]
public sealed class RollingRestartTests : IDisposable
{
    private const int Count = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("eightbit-crash-").FullName;
    private readonly ITestOutputHelper _output;

    public RollingRestartTests(ITestOutputHelper output) => _output = output;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>60 seconds; as long as the environment variable EIGHTBIT_TEST_ROLLING_SECONDS says.</summary>
    [Fact]
    public async Task Restarted_one_after_the_other_under_load_the_nodes_answer_no_delivery_with_5xx_and_run_each_event_once()
    {
        var duration = TimeSpan.FromSeconds(
            int.Parse(Environment.GetEnvironmentVariable("EIGHTBIT_TEST_ROLLING_SECONDS") ?? "60", CultureInfo.InvariantCulture));
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        await using var nodes = new Nodes(_folder, redis, Count);
        var ledger = new Ledger(nodes.Http);
        using var stop = new CancellationTokenSource();
        await nodes.StartAsync();
        var senders = Enumerable.Range(0, 8).Select(conversation => ledger.ConverseAsync(conversation, stop.Token)).ToList();

        var restarts = 0;
        for (var rolling = Stopwatch.StartNew(); rolling.Elapsed < duration; restarts++)
        {
            await ledger.WhenMoreAsync(50);
            var node = nodes[restarts % Count];
            (await node.TerminateAsync()).Should().Be(0);
            await node.StartAsync();
        }

        await ledger.WhenMoreAsync(50);
        await stop.CancelAsync();
        await Task.WhenAll(senders);
        await nodes.WhenIdleAsync();
        var reckoning = await nodes.ReckonAsync(ledger);
        Report.Write(
            _output,
            $"Redis: rolling restarts {restarts} in {duration.TotalSeconds} s, answers of 5xx {nodes.Balancer.ServerErrors}, connections lost before an "
            + $"answer {nodes.Balancer.Unanswered}, sent to another node since one took no connection {nodes.Balancer.MovedOn}, {reckoning}");

        restarts.Should().BeGreaterThan(Count);
        nodes.Balancer.ServerErrors.Should().Be(0);
        reckoning.Lost.Should().Be(0);
        reckoning.OutOfOrder.Should().Be(0);
        reckoning.Redelivered.Should().Be(0, "handlers are let finish");
        (await nodes.ResidueAsync()).Should().BeEmpty();
    }
}
