using System.Globalization;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Tests;

/// <summary>What the Redis inbox promises beyond the rules of every inbox.</summary>
public sealed class RedisInboxTests : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private RedisServer _redis = null!;

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task What_a_claim_got_whose_answer_was_lost_is_given_back_by_the_next_one_and_does_not_count()
    {
        await using var proxy = new CuttableProxy(_redis.Port);
        await using var node = await TestNode.OpenAsync(proxy.Address + ",asyncTimeout=300");
        await node.Inbox.AcceptAsync(Delivery("one"), default);

        proxy.LoseAnswers();
        await node.Inbox.Awaiting(inbox => inbox.ClaimAsync(10, Lease, default).AsTask()).Should().ThrowAsync<RedisInboxException>();
        await WhenClaimedAsync(1);
        proxy.Cut(); // or the answers that were held back would arrive in place of others
        proxy.Mend();
        var lease = await ClaimOneAsync(node.Inbox);

        lease.Attempt.Should().Be(1);
        (await node.Inbox.SettleAsync(lease, Settlement.Completed.Instance, default)).Should().BeTrue();
    }

    [Fact]
    public async Task A_claim_fetches_no_more_bytes_than_is_good_and_comes_back_for_the_rest()
    {
        await using var node = await TestNode.OpenAsync(_redis);
        for (var number = 0; number < 12; number++)
        {
            await node.Inbox.AcceptAsync(Delivery($"large-{number}", bytes: 1024 * 1024), default);
        }

        (await node.Inbox.ClaimAsync(12, Lease, default)).Leases.Should().HaveCount(8);
        await node.Inbox.WaitAsync(TimeSpan.FromMinutes(1), default);
        (await node.Inbox.ClaimAsync(12, Lease, default)).Leases.Should().HaveCount(4);
    }

    [Fact]
    public async Task What_a_claim_got_from_one_partition_is_handed_out_though_another_fails()
    {
        await using var node = await TestNode.OpenAsync(_redis, options => options.Partitions = 2);
        for (var number = 0; number < 40; number++)
        {
            await node.Inbox.AcceptAsync(Delivery($"event-{number}"), default);
        }

        var whole = int.Parse((await _redis.ExecuteAsync("ZCARD", "eightbit-webhooks:{0}:pending")).ToString()!, CultureInfo.InvariantCulture);
        await _redis.ExecuteAsync("SET", "eightbit-webhooks:{1}:leases", "not a sorted set");
        var claimed = 0;
        for (var turn = 0; turn < 2; turn++) // each partition comes first once
        {
            try
            {
                claimed += (await node.Inbox.ClaimAsync(100, Lease, default)).Leases.Count;
            }
            catch (RedisInboxException)
            {
                // The damaged one came first.
            }
        }

        claimed.Should().Be(whole).And.BeInRange(1, 39);
    }

    [Fact]
    public async Task Leases_in_one_partition_are_renewed_though_another_fails()
    {
        await using var node = await TestNode.OpenAsync(_redis, options => options.Partitions = 2);
        for (var number = 0; number < 40; number++)
        {
            await node.Inbox.AcceptAsync(Delivery($"event-{number}"), default);
        }

        var leases = (await node.Inbox.ClaimAsync(40, TimeSpan.FromMinutes(1), default)).Leases;
        await _redis.ExecuteAsync("SET", "eightbit-webhooks:{1}:leases", "not a sorted set");
        var ends = await LeaseEndsAsync();

        foreach (var inThisOrder in new[] { leases, [.. leases.Reverse()] })
        {
            await node.Inbox.Awaiting(inbox => inbox.RenewAsync(inThisOrder, TimeSpan.FromHours(1), default).AsTask())
                .Should().ThrowAsync<RedisInboxException>();
            (await LeaseEndsAsync()).Should().BeGreaterThan(ends + 1_000_000);
            await node.Inbox.RenewAsync([.. leases.Where(lease => lease.EntryId % 2 == 1)], TimeSpan.FromMinutes(1), default);
        }

        async Task<double> LeaseEndsAsync()
            => (double)((RedisResult[])(await _redis.ExecuteAsync("ZRANGE", "eightbit-webhooks:{0}:leases", "0", "0", "WITHSCORES"))!)[1];
    }

    [Theory]
    [InlineData("HDEL", "delivery")]
    [InlineData("HSET", "delivery", """{"Receiver":null,"EventId":"damaged","EventType":"message.received","RememberFor":"1.00:00:00"}""")]
    [InlineData("HSET", "attempts", "99999999999")]
    [InlineData("HSET", "completed", "[null]")]
    public async Task An_entry_that_somebody_has_damaged_is_logged_and_the_others_are_claimed(string command, string field, params string[] value)
    {
        using var log = new RecordedLog();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        await using var node = await TestNode.OpenAsync(_redis, loggers: loggers);
        await node.Inbox.AcceptAsync(Delivery("damaged"), default);
        await node.Inbox.AcceptAsync(Delivery("whole"), default);
        await _redis.ExecuteAsync(command, ["eightbit-webhooks:{0}:e:1", field, .. value]);

        (await node.Inbox.ClaimAsync(10, Lease, default)).Leases.Should().ContainSingle().Which.Delivery.EventId.Should().Be("whole");

        log.Ours.Should().Contain(line => line.EventId == 504 && line.Message.Contains("Entry 1"));
    }

    [Theory]
    [InlineData("SET", "somebody else's")]
    [InlineData("DEL")]
    public async Task An_entry_that_was_overwritten_or_deleted_is_set_aside_and_what_waits_behind_it_goes_on(string command, params string[] value)
    {
        using var log = new RecordedLog();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        await using var node = await TestNode.OpenAsync(_redis, loggers: loggers);
        await node.Inbox.AcceptAsync(Delivery("damaged", "conversation"), default);
        await node.Inbox.AcceptAsync(Delivery("behind", "conversation"), default);
        await node.Inbox.AcceptAsync(Delivery("elsewhere"), default);
        await _redis.ExecuteAsync(command, ["eightbit-webhooks:{0}:e:1", .. value]);

        var ids = new List<string>();
        var waiting = System.Diagnostics.Stopwatch.StartNew();
        while ((await node.Inbox.GetStatisticsAsync()).Pending > 0)
        {
            waiting.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(30), "what is not damaged can be claimed");
            foreach (var lease in (await node.Inbox.ClaimAsync(10, Lease, default)).Leases)
            {
                ids.Add(lease.Delivery.EventId);
                (await node.Inbox.SettleAsync(lease, Settlement.Completed.Instance, default)).Should().BeTrue();
            }
        }

        ids.Should().BeEquivalentTo("behind", "elsewhere");
        (await node.Inbox.GetStatisticsAsync()).PendingBytes.Should().Be(0);
        log.Ours.Should().ContainSingle(line => line.EventId == 504).Which.Message.Should().Contain("eightbit-webhooks:{0}:e:1").And.Contain("no longer pending");
        (await _redis.ExecuteAsync("EXISTS", "eightbit-webhooks:{0}:e:1")).ToString().Should().Be(command == "SET" ? "1" : "0", "it is left to whoever looks into it");
    }

    [Fact]
    public async Task An_entry_that_is_damaged_while_it_runs_does_not_keep_other_leases_from_being_renewed()
    {
        await using var node = await TestNode.OpenAsync(_redis);
        await node.Inbox.AcceptAsync(Delivery("damaged"), default);
        await node.Inbox.AcceptAsync(Delivery("whole"), default);
        var leases = (await node.Inbox.ClaimAsync(10, Lease, default)).Leases;
        await _redis.ExecuteAsync("SET", "eightbit-webhooks:{0}:e:1", "somebody else's");

        (await node.Inbox.RenewAsync(leases, Lease, default)).Should().ContainSingle().Which.Delivery.EventId.Should().Be("damaged");
    }

    [Fact]
    public async Task Dead_letters_of_one_receiver_are_found_among_many_of_another_and_large_bodies_come_in_steps()
    {
        await using var node = await TestNode.OpenAsync(_redis);
        for (var number = 0; number < 1_200; number++)
        {
            await node.Inbox.AcceptAsync(Delivery($"many-{number}"), default);
        }

        for (var number = 0; number < 5; number++)
        {
            await node.Inbox.AcceptAsync(Delivery($"few-{number}", bytes: 3 * 1024 * 1024) with { Receiver = "few" }, default);
        }

        await BuryAllAsync(node.Inbox);
        await _redis.ExecuteAsync("SET", "eightbit-webhooks:{0}:e:2", "somebody else's");

        var first = await node.Inbox.ListDeadLettersAsync(new() { Receiver = "few", Take = 4 });
        var second = await node.Inbox.ListDeadLettersAsync(new() { Receiver = "few", Take = 4, After = first.Next!.Value });
        var all = await node.Inbox.ListDeadLettersAsync(new() { Take = 3 });

        first.Items.Concat(second.Items).Select(letter => letter.Delivery.EventId).Should().Equal("few-0", "few-1", "few-2", "few-3", "few-4");
        second.Next.Should().BeNull();
        all.Items.Select(letter => letter.EntryId).Should().Equal(1, 3);
        all.Next.Should().Be(3);
    }

    [Fact]
    public async Task What_a_server_may_lose_is_logged_again_when_it_changes()
    {
        using var log = new RecordedLog();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        await using var node = await TestNode.OpenAsync(_redis, loggers: loggers);

        await node.Connection.CheckAgainAsync();
        log.Ours.Count(line => line.EventId == 500).Should().Be(1, "nothing has changed");
        await _redis.ExecuteAsync("CONFIG", "SET", "maxmemory", "1gb");
        await _redis.ExecuteAsync("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
        await node.Connection.CheckAgainAsync();

        log.Ours.Count(line => line.EventId == 500).Should().Be(2);
        log.Ours.Last(line => line.EventId == 501).Message.Should().Contain("would delete accepted events");
    }

    [Fact]
    public async Task A_replay_overwrites_nothing()
    {
        await using var node = await TestNode.OpenAsync(_redis);
        await node.Inbox.AcceptAsync(Delivery("dead"), default);
        await BuryAllAsync(node.Inbox);
        await node.Inbox.AcceptAsync(Delivery("waiting"), default);
        await _redis.ExecuteAsync("SET", "eightbit-webhooks:{0}:seq", "1"); // the number of the one that waits comes again

        await node.Inbox.Awaiting(inbox => inbox.ReplayAsync(1).AsTask()).Should().ThrowAsync<RedisInboxException>().WithMessage("*tampered*");

        (await node.Inbox.ListDeadLettersAsync(new())).Items.Should().ContainSingle().Which.Delivery.EventId.Should().Be("dead");
        (await ClaimOneAsync(node.Inbox)).Delivery.EventId.Should().Be("waiting");
    }

    /// <summary>The letter was gone, and its event never ran.</summary>
    [Fact]
    public async Task A_dead_letter_that_cannot_be_replayed_stays()
    {
        await using var node = await TestNode.OpenAsync(_redis);
        await node.Inbox.AcceptAsync(Delivery("dead", "conversation"), default);
        await BuryAllAsync(node.Inbox);
        await _redis.ExecuteAsync("SET", "eightbit-webhooks:{0}:c://conversation", "somebody else's");

        await node.Inbox.Awaiting(inbox => inbox.ReplayAsync(1).AsTask()).Should().ThrowAsync<RedisInboxException>().WithMessage("*holds something else*");
        (await node.Inbox.ListDeadLettersAsync(new())).Items.Should().ContainSingle().Which.Delivery.EventId.Should().Be("dead");

        await _redis.ExecuteAsync("DEL", "eightbit-webhooks:{0}:c://conversation");
        (await node.Inbox.ReplayAsync(1)).Should().Be(ReplayOutcome.Replayed);
        (await ClaimOneAsync(node.Inbox)).Delivery.EventId.Should().Be("dead");
    }

    [Fact]
    public async Task Old_dead_letters_are_deleted()
    {
        await using var node = await TestNode.OpenAsync(_redis, options => options.DeadLetterRetention = TimeSpan.FromMilliseconds(300));
        for (var number = 0; number < 250; number++)
        {
            await node.Inbox.AcceptAsync(Delivery($"old-{number}"), default);
        }

        await BuryAllAsync(node.Inbox);
        await Task.Delay(400); // until they are old
        await node.Inbox.AcceptAsync(Delivery("young"), default);
        await BuryAllAsync(node.Inbox);

        await node.Inbox.PurgeOldAsync(default);

        (await node.Inbox.ListDeadLettersAsync(new())).Items.Should().ContainSingle().Which.Delivery.EventId.Should().Be("young");
        (await _redis.ExecuteAsync("ZCARD", "eightbit-webhooks:{0}:died")).ToString().Should().Be("1");
    }

    [Fact]
    public async Task The_largest_bound_is_the_largest_capacity_however_many_partitions_there_are()
    {
        await using var node = await TestNode.OpenAsync(
            _redis, options => (options.Partitions, options.MaxPendingEvents, options.MaxPendingBytes) = (2, long.MaxValue, long.MaxValue));
        (await node.Inbox.AcceptAsync(Delivery("one"), default)).Should().Be(AcceptOutcome.Accepted);

        (await node.Inbox.GetStatisticsAsync()).Capacity.Should().Be(long.MaxValue);
    }

    [Fact]
    public async Task The_longest_times_are_taken()
    {
        await using var node = await TestNode.OpenAsync(_redis, options => options.DeadLetterRetention = TimeSpan.MaxValue);
        await node.Inbox.AcceptAsync(Delivery("one") with { RememberFor = TimeSpan.MaxValue }, default);
        var lease = (await node.Inbox.ClaimAsync(1, TimeSpan.MaxValue, default)).Leases.Single();

        (await node.Inbox.RenewAsync([lease], TimeSpan.MaxValue, default)).Should().BeEmpty();
        (await node.Inbox.SettleAsync(lease, new Settlement.Retry(TimeSpan.MaxValue, HandlerProgress.None, "later"), default)).Should().BeTrue();
        await node.Inbox.PurgeOldAsync(default);
        (await node.Inbox.GetStatisticsAsync()).AwaitingRetry.Should().Be(1);
    }

    [Fact]
    public async Task Inbox_and_store_remember_the_same_ids()
    {
        await using var node = await TestNode.OpenAsync(_redis);
        await node.Inbox.AcceptAsync(Delivery("accepted"), default);
        var inline = await node.Store.ClaimAsync(new DeduplicationKey("", null, "inline"), Lease, default);
        await node.Store.CompleteAsync(new DeduplicationKey("", null, "inline"), inline.Token, TimeSpan.FromDays(1), default);

        (await node.Store.ClaimAsync(new DeduplicationKey("", null, "accepted"), Lease, default)).Status.Should().Be(DeduplicationStatus.Completed);
        (await node.Inbox.AcceptAsync(Delivery("inline"), default)).Should().Be(AcceptOutcome.Duplicate);
    }

    [Theory]
    [InlineData(true, AcceptOutcome.Duplicate)]
    [InlineData(false, AcceptOutcome.Accepted)]
    public async Task An_id_that_an_inline_endpoint_works_on_is_accepted_only_if_that_fails(bool completed, AcceptOutcome expected)
    {
        await using var node = await TestNode.OpenAsync(_redis);
        var key = new DeduplicationKey("", null, "both");
        var inline = await node.Store.ClaimAsync(key, Lease, default);
        var accepting = node.Inbox.AcceptAsync(Delivery("both"), default).AsTask();

        await node.Inbox.GetStatisticsAsync(); // behind the accept, on the same connection
        accepting.IsCompleted.Should().BeFalse();
        await (completed
            ? node.Store.CompleteAsync(key, inline.Token, TimeSpan.FromDays(1), default).AsTask()
            : node.Store.ReleaseAsync(key, inline.Token, default).AsTask());

        (await accepting).Should().Be(expected);
    }

    [Fact]
    public async Task Nothing_is_left_of_an_event_but_its_id_and_a_counter()
    {
        await using var node = await TestNode.OpenAsync(_redis);
        await node.Inbox.AcceptAsync(Delivery("one", "conversation"), default);
        await node.Inbox.SettleAsync(await ClaimOneAsync(node.Inbox), Settlement.Completed.Instance, default);

        (await TestKeys.ListAsync(_redis.Address, "")).Should().BeEquivalentTo(
            "eightbit-webhooks:{0}:layout", "eightbit-webhooks:{0}:seq", "eightbit-webhooks:{0}:id://one");
    }

    private static InboxDelivery Delivery(string id, string? conversation = null, int bytes = 10) => new()
    {
        Receiver = "",
        EventId = id,
        EventType = "message.received",
        OrderingKey = conversation,
        RememberFor = TimeSpan.FromDays(3),
        Body = new byte[bytes],
    };

    private static async Task<InboxLease> ClaimOneAsync(RedisInbox inbox)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return (await inbox.ClaimAsync(10, Lease, default)).Leases.Should().ContainSingle().Subject;
            }
            catch (RedisInboxException) when (tries < 500)
            {
                await Task.Delay(20); // until it is connected again
            }
        }
    }

    private static async Task BuryAllAsync(RedisInbox inbox)
    {
        while ((await inbox.ClaimAsync(100, Lease, default)).Leases is { Count: > 0 } leases)
        {
            foreach (var lease in leases)
            {
                await inbox.SettleAsync(lease, new Settlement.Dead(DeadLetterReason.Rejected, HandlerProgress.None, "no"), default);
            }
        }
    }

    private async Task WhenClaimedAsync(int count)
    {
        var waiting = System.Diagnostics.Stopwatch.StartNew();
        while ((await _redis.ExecuteAsync("ZCARD", "eightbit-webhooks:{0}:leases")).ToString() != $"{count}")
        {
            waiting.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(30), "{0} events are claimed", count);
            await Task.Delay(10);
        }
    }
}
