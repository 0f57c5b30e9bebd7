using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;

namespace EightBit.Webhooks.Receiver.Redis.Tests;

/// <summary>What operators are told, beyond the rules of every inbox.</summary>
public sealed class RedisInspectionTests : IAsyncLifetime
{
    private const string Prefix = "eightbit-webhooks:{0}:";

    private RedisServer _redis = null!;
    private TestNode _node = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _node = await TestNode.OpenAsync(_redis);
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Retries_of_one_receiver_are_found_among_many_that_are_due_at_the_same_time()
    {
        await AcceptAsync(2_500, number => Delivery($"evt-{number}") with { Receiver = number % 500 == 499 ? "few" : "" });
        await RetryAllAsync();
        for (var entry = 1; entry <= 2_500; entry++)
        {
            await _redis.ExecuteAsync("ZADD", Prefix + "retries", entry <= 2_400 ? "1000000" : "2000000", $"{entry}");
        }

        (await _node.Inbox.ListRetriesAsync(new() { Receiver = "few" })).Select(waiting => waiting.EntryId).Should().Equal(500, 1_000, 1_500, 2_000, 2_500);
        (await _node.Inbox.ListRetriesAsync(new() { Take = 1_000 })).Select(waiting => waiting.EntryId).Should().HaveCount(1_000).And.OnlyHaveUniqueItems();
        (await _node.Inbox.ListRetriesAsync(new() { Receiver = "nobody" })).Should().BeEmpty();
    }

    [Fact]
    public async Task Large_bodies_come_in_steps_and_a_damaged_entry_is_left_out()
    {
        await AcceptAsync(6, number => Delivery($"evt-{number}") with { Body = new byte[3 * 1024 * 1024] });
        await RetryAllAsync();
        await _redis.ExecuteAsync("SET", Prefix + "e:2", "somebody else's");

        (await _node.Inbox.ListRetriesAsync(new())).Select(waiting => waiting.EntryId).Should().BeEquivalentTo([1, 3, 4, 5, 6]);
        (await _node.Inbox.FindAsync("", null, "evt-1")).Should().BeNull();
    }

    [Theory]
    [InlineData("HSET", "e:1", "died", "yesterday")]
    [InlineData("HSET", "e:1", "died", "999999999999999999")]
    [InlineData("HDEL", "e:1", "reason")]
    [InlineData("HSET", "e:1", "attempts", "99999999999")]
    [InlineData("HSET", "e:1", "rejected", "[null]")]
    [InlineData("RPUSH", "h:1", "1 999999999999999999 The CRM is closed.")]
    public async Task A_damaged_dead_letter_is_left_out_and_the_others_are_shown(string command, string key, params string[] value)
    {
        await AcceptAsync(2, number => Delivery($"evt-{number}"));
        await SettleAllAsync(new Settlement.Dead(DeadLetterReason.Rejected, HandlerProgress.None, "no"));
        await _redis.ExecuteAsync(command, [Prefix + key, .. value]);

        (await _node.Inbox.ListDeadLettersAsync(new())).Items.Select(letter => letter.EntryId).Should().Equal(2);
        (await _node.Inbox.FindAsync("", null, "evt-1"))!.EntryId.Should().Be(2);
    }

    [Fact]
    public async Task An_entry_that_has_no_id_yet_is_processed_and_replayed_but_not_found()
    {
        await AcceptAsync(1, _ => Delivery("older"));
        await _redis.ExecuteAsync("HDEL", Prefix + "e:1", "id");
        await _redis.ExecuteAsync("DEL", Prefix + "held");

        (await _node.Inbox.FindAsync("", null, "older")).Should().BeNull();
        await SettleAllAsync(new Settlement.Dead(DeadLetterReason.Rejected, HandlerProgress.None, "no"));
        (await _node.Inbox.ReplayAsync(1)).Should().Be(ReplayOutcome.Replayed);
        await SettleAllAsync(Settlement.Completed.Instance);

        (await TestKeys.ResidueAsync(_redis.Address, "")).Should().BeEmpty();
    }

    [Fact]
    public async Task An_id_with_a_zero_byte_is_not_taken_for_another_one()
    {
        await AcceptAsync(1, _ => Delivery("evt\05"));

        (await _node.Inbox.FindAsync("", null, "evt")).Should().BeNull();
        (await _node.Inbox.FindAsync("", null, "evt\05"))!.EntryId.Should().Be(1);
    }

    [Fact]
    public async Task Old_dead_letters_are_no_longer_found_once_they_are_deleted()
    {
        await AcceptAsync(1, _ => Delivery("old"));
        await SettleAllAsync(new Settlement.Dead(DeadLetterReason.Rejected, HandlerProgress.None, "no"));
        (await _node.Inbox.FindAsync("", null, "old"))!.State.Should().Be(InboxEventState.Dead);
        await _redis.ExecuteAsync("ZADD", Prefix + "died", "1", "1");

        await _node.Inbox.PurgeOldAsync(default);

        (await _node.Inbox.FindAsync("", null, "old")).Should().BeNull();
        (await TestKeys.ResidueAsync(_redis.Address, "")).Should().BeEmpty();
    }

    private async Task AcceptAsync(int count, Func<int, InboxDelivery> create)
    {
        for (var number = 0; number < count; number++)
        {
            (await _node.Inbox.AcceptAsync(create(number), default)).Should().Be(AcceptOutcome.Accepted);
        }
    }

    private async Task RetryAllAsync()
    {
        while ((await _node.Inbox.ClaimAsync(100, TimeSpan.FromMinutes(1), default)).Leases is { Count: > 0 } leases)
        {
            var retry = new Settlement.Retry(TimeSpan.FromHours(1), HandlerProgress.None, "later");
            await Task.WhenAll(leases.Select(lease => _node.Inbox.SettleAsync(lease, retry, default).AsTask()));
        }
    }

    private async Task SettleAllAsync(Settlement settlement)
    {
        foreach (var lease in (await _node.Inbox.ClaimAsync(10, TimeSpan.FromMinutes(1), default)).Leases)
        {
            (await _node.Inbox.SettleAsync(lease, settlement, default)).Should().BeTrue();
        }
    }

    private static InboxDelivery Delivery(string id) => new()
    {
        Receiver = "",
        EventId = id,
        EventType = "message.received",
        RememberFor = TimeSpan.FromDays(3),
        Body = new byte[10],
    };
}
