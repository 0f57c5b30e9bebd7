using System.Diagnostics;
using System.Globalization;
using EightBit.Webhooks.Receiver.CrashTests;
using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Failover;

/// <summary>The primary dies and a replica that lags behind it takes its place.</summary>
[Trait("Category", "Slow")]
public sealed class FailoverTests
{
    /// <summary>Nobody told the nodes about the failover; left to its defaults, the client asks once a minute.</summary>
    private static readonly TimeSpan NoticedWithin = TimeSpan.FromSeconds(30);

    private readonly ITestOutputHelper _output;

    public FailoverTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public async Task A_failover_to_a_replica_that_lags_loses_nothing_acknowledged_with_Replicated()
    {
        await using var cluster = await ReplicatedServers.StartAsync();
        await using var first = await cluster.OpenNodeAsync(RedisDurability.Replicated);
        await using var second = await cluster.OpenNodeAsync(RedisDurability.Replicated);
        await using var senders = new Senders(8, first, second);
        await senders.WhenMoreAreAcknowledgedAsync(200);

        cluster.LetReplicaLag();
        await senders.WhenAllAreRefusedAsync("0 of 1 replicas");
        var acknowledged = senders.Acknowledged.Count;

        var failover = Stopwatch.StartNew();
        await cluster.FailOverAsync();
        await senders.WhenAllAreRefusedAsync("0 of 1 replicas");
        var failoverTime = failover.Elapsed;
        senders.Acknowledged.Should().HaveCount(acknowledged, "the new primary has no replica yet");
        await using var replacement = await cluster.StartReplicaOfTheNewPrimaryAsync();
        await senders.WhenMoreAreAcknowledgedAsync(200);
        await senders.StopAsync();

        var processed = await Processing.OfAllAsync(first);
        WriteReport(nameof(RedisDurability.Replicated), senders, processed, failoverTime);
        failoverTime.Should().BeLessThan(NoticedWithin);
        senders.Acknowledged.Except(processed).Should().BeEmpty("what was acknowledged was on the replica");
        processed.Should().OnlyHaveUniqueItems();
        foreach (var conversation in processed.Select(id => id.Split('-')).GroupBy(id => id[0], id => int.Parse(id[1], CultureInfo.InvariantCulture)))
        {
            conversation.Should().BeInAscendingOrder($"conversation {conversation.Key} was sent in this order");
        }
    }

    [Fact]
    public async Task A_failover_to_a_replica_that_lags_loses_acknowledged_events_without_Replicated()
    {
        await using var cluster = await ReplicatedServers.StartAsync();
        await using var first = await cluster.OpenNodeAsync(RedisDurability.AsOffered);
        await using var second = await cluster.OpenNodeAsync(RedisDurability.AsOffered);
        await using var senders = new Senders(8, first, second);
        await senders.WhenMoreAreAcknowledgedAsync(200);

        cluster.LetReplicaLag();
        await senders.WhenMoreAreAcknowledgedAsync(200);
        var failover = Stopwatch.StartNew();
        await cluster.FailOverAsync();
        await senders.WhenMoreAreAcknowledgedAsync(1);
        var failoverTime = failover.Elapsed;
        await senders.StopAsync();

        var processed = await Processing.OfAllAsync(first);
        WriteReport(nameof(RedisDurability.AsOffered), senders, processed, failoverTime);
        failoverTime.Should().BeLessThan(NoticedWithin);
        senders.Acknowledged.Except(processed).Should().NotBeEmpty("that is what Replicated is for");
    }

    private void WriteReport(string durability, Senders senders, List<string> processed, TimeSpan failover)
        => Report.Write(
            _output,
            $"Redis: failover with {durability}: acknowledged {senders.Acknowledged.Count}, lost {senders.Acknowledged.Except(processed).Count()}, "
            + $"the new primary in use after {failover.TotalSeconds:0.0} s");
}
