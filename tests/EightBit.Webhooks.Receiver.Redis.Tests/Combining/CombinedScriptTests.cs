using System.Globalization;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Combining;
using EightBit.Webhooks.Receiver.Redis.Scripts;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Combining;

/// <summary>Deliveries and settlements that come at the same moment share calls to Redis, and nothing else.</summary>
public sealed class CombinedScriptTests : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private RedisServer _redis = null!;

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task Of_deliveries_that_come_at_once_each_has_its_own_answer()
    {
        await using var node = await TestNode.OpenAsync(_redis, options => options.MaxPendingEvents = 100);
        await node.Inbox.AcceptAsync(Delivery("known"), default);
        await _redis.ExecuteAsync("HSET", "eightbit-webhooks:{0}:id://foreign", "somebody", "else's");
        await _redis.ExecuteAsync("SET", "eightbit-webhooks:{0}:c://damaged", "somebody else's");
        var calls = await CallsAsync();

        var known = Accept(node, Delivery("known"));
        var foreign = Accept(node, Delivery("foreign"));
        var damaged = Accept(node, Delivery("in a damaged conversation", "damaged"));
        var twice = Enumerable.Range(0, 60).SelectMany(_ => new[] { "a", "b" }.Select(id => Accept(node, Delivery(id)))).ToList();
        var many = Enumerable.Range(0, 100).Select(number => Accept(node, Delivery($"many-{number}", $"c-{number % 7}"))).ToList();

        (await known).Should().Be(AcceptOutcome.Duplicate);
        await foreign.Awaiting(accept => accept).Should().ThrowAsync<RedisInboxException>().WithMessage("*holds something else*");
        await damaged.Awaiting(accept => accept).Should().ThrowAsync<RedisInboxException>().WithMessage("*holds something else*");
        (await Task.WhenAll(twice)).Count(outcome => outcome == AcceptOutcome.Accepted).Should().Be(2);
        (await Task.WhenAll(many)).Count(outcome => outcome == AcceptOutcome.Accepted).Should().Be(97, "three were pending before them");
        (await node.Inbox.GetStatisticsAsync()).Should().BeEquivalentTo(new { Pending = 100L, PendingBytes = 1_000L });
        (await CallsAsync() - calls).Should().BeLessThan(30);
    }

    [Fact]
    public async Task Events_of_one_conversation_that_come_at_once_run_one_by_one_in_their_order()
    {
        await using var node = await TestNode.OpenAsync(_redis);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Accept(node, Delivery($"{number}", "conversation"))));

        var ids = new List<string>();
        while ((await node.Inbox.ClaimAsync(10, Lease, default)).Leases is { Count: > 0 } leases)
        {
            ids.Add(leases.Should().ContainSingle().Which.Delivery.EventId);
            (await node.Inbox.SettleAsync(leases[0], Settlement.Completed.Instance, default)).Should().BeTrue();
        }

        ids.Should().Equal(Enumerable.Range(0, 50).Select(number => $"{number}"));
    }

    [Fact]
    public async Task Of_events_that_complete_at_once_each_has_its_own_answer()
    {
        await using var node = await TestNode.OpenAsync(_redis);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Accept(node, Delivery($"{number:00}", number % 4 == 0 ? $"c-{number}" : null))));
        await Accept(node, Delivery("behind", "c-4"));
        var leases = (await node.Inbox.ClaimAsync(40, Lease, default)).Leases.ToDictionary(lease => lease.Delivery.EventId);
        await _redis.ExecuteAsync("SET", "eightbit-webhooks:{0}:c://c-0", "somebody else's");
        await _redis.ExecuteAsync("SET", $"eightbit-webhooks:{{0}}:e:{leases["01"].EntryId}", "somebody else's");
        var calls = await CallsAsync();

        var earlier = leases["02"];
        var late = Complete(node, new InboxLease(earlier.EntryId, earlier.Token ^ 1, earlier.Attempt, earlier.Delivery, earlier.Progress));
        var damaged = Complete(node, leases["00"]);
        var gone = Complete(node, leases["01"]);
        var others = leases.Values.Where(lease => lease.Delivery.EventId is not "00" and not "01").Select(lease => Complete(node, lease)).ToList();
        var again = Complete(node, leases["03"]);

        (await late).Should().BeFalse();
        await damaged.Awaiting(completion => completion).Should().ThrowAsync<RedisInboxException>().WithMessage("*holds something else*");
        (await gone).Should().BeFalse();
        (await Task.WhenAll(others)).Should().AllBeEquivalentTo(true);
        (await again).Should().BeFalse();
        (await CallsAsync() - calls).Should().BeLessThan(20);
        (await node.Inbox.GetStatisticsAsync()).Should().BeEquivalentTo(new { Pending = 3L, Claimed = 2L, PendingBytes = 30L });
        (await node.Inbox.ClaimAsync(40, Lease, default)).Leases.Should().ContainSingle().Which.Delivery.EventId.Should().Be("behind");
    }

    [Fact]
    public async Task A_delivery_that_nobody_waits_for_any_more_is_not_sent()
    {
        await using var node = await TestNode.OpenAsync(_redis);
        using var gaveUp = new CancellationTokenSource();
        await _redis.SignalAsync("STOP");
        var patient = Enumerable.Range(0, 200).Select(number => Accept(node, Delivery($"patient-{number}"))).ToList(); // more than go into one call
        var impatient = Enumerable.Range(0, 100).Select(number => Accept(node, Delivery($"impatient-{number}"), gaveUp.Token)).ToList();

        await gaveUp.CancelAsync();
        foreach (var accept in impatient)
        {
            await accept.Awaiting(outcome => outcome).Should().ThrowAsync<OperationCanceledException>();
        }

        await _redis.SignalAsync("CONT");
        await Task.WhenAll(patient);
        (await node.Inbox.GetStatisticsAsync()).Pending.Should().Be(200);
    }

    [Fact]
    public async Task More_than_ten_thousand_calls_do_not_wait()
    {
        await using var node = await TestNode.OpenAsync(_redis);
        var script = new CombinedScript(node.Connection, 0, RedisScript.Complete);
        await _redis.SignalAsync("STOP");
        var waiting = new List<Task<RedisResult>>();
        while (!waiting.Exists(call => call.IsFaulted))
        {
            waiting.Count.Should().BeLessThan(20_000, "a call is refused at the limit");
            waiting.Add(script.RunAsync([1, 1, ""], 0, default));
        }

        waiting.Count.Should().BeInRange(10_001, 10_129, "one call may be on its way");
        await waiting[^1].Awaiting(call => call).Should().ThrowAsync<RedisInboxException>().WithMessage("More than 10000 calls wait*");

        await _redis.SignalAsync("CONT");
        waiting.RemoveAt(waiting.Count - 1);
        (await Task.WhenAll(waiting)).Should().OnlyContain(answer => (int)answer == 0);
    }

    [Fact]
    public async Task Large_deliveries_do_not_go_together()
    {
        await using var node = await TestNode.OpenAsync(_redis);
        await node.Inbox.AcceptAsync(Delivery("first"), default); // so that the script is known
        var calls = await CallsAsync();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(number => Accept(node, Delivery($"{number}", bytes: 600 * 1024))));

        (await CallsAsync() - calls).Should().Be(5);
    }

    private static Task<AcceptOutcome> Accept(TestNode node, InboxDelivery delivery, CancellationToken cancellationToken = default)
        => node.Inbox.AcceptAsync(delivery, cancellationToken).AsTask();

    private static Task<bool> Complete(TestNode node, InboxLease lease) => node.Inbox.SettleAsync(lease, Settlement.Completed.Instance, default).AsTask();

    private static InboxDelivery Delivery(string id, string? conversation = null, int bytes = 10) => new()
    {
        Receiver = "",
        EventId = id,
        EventType = "message.received",
        OrderingKey = conversation,
        RememberFor = TimeSpan.FromDays(3),
        Body = new byte[bytes],
    };

    /// <summary>How many scripts the server has run.</summary>
    private async Task<int> CallsAsync()
    {
        var info = (await _redis.ExecuteAsync("INFO", "commandstats")).ToString()!;
        return info.Split('\n')
            .Where(line => line.StartsWith("cmdstat_evalsha:", StringComparison.Ordinal) || line.StartsWith("cmdstat_eval:", StringComparison.Ordinal))
            .Sum(line => int.Parse(line.Split("calls=")[1].Split(',')[0], CultureInfo.InvariantCulture));
    }
}
