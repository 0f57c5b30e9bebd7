using System.Globalization;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.CrashTests.Redis;

/// <summary>Nothing acknowledged is ever lost, whether a node ends or Redis does.</summary>
[Trait("Category", "Slow")]
[Collection("Redis")]
public sealed class RedisKillTests : IDisposable
{
    private static readonly string[] Points =
        ["AfterCommitBeforeAnswer", "AfterClaim", "MidHandler", "AfterEffectBeforeSettlement", "AfterSettlement"];

    private readonly string _folder = Directory.CreateTempSubdirectory("eightbit-crash-").FullName;
    private readonly ITestOutputHelper _output;

    public RedisKillTests(ITestOutputHelper output) => _output = output;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>20 kills; more with the environment variable EIGHTBIT_TEST_KILLS.</summary>
    [Fact]
    public async Task Two_nodes_and_their_Redis_killed_in_turn_under_load_lose_nothing_they_have_acknowledged()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("EIGHTBIT_TEST_KILLS") ?? "20", CultureInfo.InvariantCulture);
        var random = new Random(kills);
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        await using var nodes = new Nodes(_folder, redis, 2)
            .Set("EightBit:Webhooks:Processing:LeaseDuration", "00:00:03")
            .Set("EightBit:Webhooks:Redis:Durability", "LocalFsync");
        var ledger = new Ledger(nodes.Http);
        using var stop = new CancellationTokenSource();

        await nodes.StartAsync();
        var senders = Enumerable.Range(0, 12).Select(conversation => ledger.ConverseAsync(conversation, stop.Token)).ToList();
        var (nodeKills, atPoints, redisKills) = (0, 0, 0);
        for (var kill = 0; kill < kills; kill++)
        {
            await ledger.WhenMoreAsync(100);
            if (kill % 3 == 2)
            {
                await Task.Delay(random.Next(10, 400)); // at any time: that it is no particular one is the point
                await redis.KillAsync();
                await redis.StartAgainAsync();
                redisKills++;
                continue;
            }

            var node = nodes[kill % 3];
            nodeKills++;
            if (kill % 2 == 0)
            {
                await Task.Delay(random.Next(10, 400));
                await node.KillAsync();
            }
            else
            {
                await node.EndAtAsync(Points[atPoints++ % Points.Length], random.Next(1, 30));
            }

            await node.StartAsync();
        }

        await ledger.WhenMoreAsync(100);
        await stop.CancelAsync();
        await Task.WhenAll(senders);
        await nodes.WhenIdleAsync();
        var reckoning = await nodes.ReckonAsync(ledger);
        Report.Write(
            _output,
            $"Redis: kills of nodes {nodeKills} (at named points {atPoints}), kills of Redis {redisKills}, {reckoning}, "
            + $"duplicates sent {ledger.DuplicatesSent}, deliveries sent again {ledger.Refused}");

        reckoning.Lost.Should().Be(0);
        reckoning.OutOfOrder.Should().Be(0, "first effects are in order within each conversation");
        (await nodes[0].StateAsync()).DeadLetters.Should().BeEmpty();
        (await nodes.ResidueAsync()).Should().BeEmpty("nothing but the ids is left");
        (await nodes.RememberedIdsAsync()).Should().Be(reckoning.Effects);
    }
}
