using System.Text.RegularExpressions;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Scripts;

/// <summary>
/// No call of a script holds Redis up for long, whatever there is: counted in commands, since the time that they take is the machine's.
/// </summary>
public sealed partial class BoundedWorkTests : IAsyncLifetime
{
    private const string Prefix = "eightbit-webhooks:{0}:";

    /// <summary>About 10 ms of Redis' time.</summary>
    private const int MostCommands = 10_000;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private RedisServer _redis = null!;
    private TestNode _node = null!;
    private ConnectionMultiplexer _admin = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _node = await TestNode.OpenAsync(_redis);
        _admin = await _redis.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _admin.DisposeAsync();
        await _node.DisposeAsync();
        await _redis.DisposeAsync();
    }

    /// <summary>Among 20,000 such entries a claim of 200 took Redis 4.7 seconds: it looked for the conversation of each among all that was pending.</summary>
    [Fact]
    public async Task Claims_among_many_entries_that_somebody_has_deleted_are_short_and_come_to_what_waits_behind_them()
    {
        await AcceptAsync(20_000, number => Delivery($"deleted-{number}", $"c-{number % 15_000}"));
        await DeleteEntriesAsync(20_000);
        await AcceptAsync(300, number => Delivery($"whole-{number}", $"c-{number}"));

        var ids = new List<string>();
        while ((await _node.Inbox.GetStatisticsAsync()).Pending > 0)
        {
            IReadOnlyList<InboxLease> leases = [];
            (await CommandsOfAsync(async () => leases = (await _node.Inbox.ClaimAsync(200, Lease, default)).Leases)).Should().BeLessThan(2 * MostCommands);
            ids.AddRange(leases.Select(lease => lease.Delivery.EventId));
            await Task.WhenAll(leases.Select(lease => _node.Inbox.SettleAsync(lease, Settlement.Completed.Instance, default).AsTask()));
        }

        ids.Should().HaveCount(300).And.OnlyHaveUniqueItems().And.OnlyContain(id => id.StartsWith("whole"));
        (await _node.Inbox.GetStatisticsAsync()).PendingBytes.Should().Be(0);
    }

    [Fact]
    public async Task A_conversation_of_which_everything_was_deleted_holds_up_neither_the_inbox_nor_what_comes_later()
    {
        await AcceptAsync(3_000, number => Delivery($"deleted-{number}", "conversation"));
        await DeleteEntriesAsync(3_000);
        while ((await _node.Inbox.GetStatisticsAsync()).Pending > 0)
        {
            (await CommandsOfAsync(() => _node.Inbox.ClaimAsync(200, Lease, default).AsTask())).Should().BeLessThan(2 * MostCommands);
        }

        await AcceptAsync(1, _ => Delivery("later", "conversation"));

        IReadOnlyList<InboxLease> leases = [];
        while (leases.Count == 0)
        {
            (await CommandsOfAsync(async () => leases = (await _node.Inbox.ClaimAsync(200, Lease, default)).Leases)).Should().BeLessThan(2 * MostCommands);
        }

        leases.Should().ContainSingle().Which.Delivery.EventId.Should().Be("later");
    }

    [Fact]
    public async Task What_a_claim_got_is_looked_for_among_many_leases_in_short_calls()
    {
        await AcceptAsync(4_000, number => Delivery($"event-{number}"));
        for (var claims = 0; claims < 4; claims++)
        {
            await _node.Inbox.ClaimAsync(1_000, Lease, default);
        }

        await using var proxy = new CuttableProxy(_redis.Port);
        await using var other = await TestNode.OpenAsync(proxy.Address + ",asyncTimeout=300");
        await AcceptAsync(1, _ => Delivery("unanswered"));
        proxy.LoseAnswers();
        await other.Inbox.Awaiting(inbox => inbox.ClaimAsync(10, Lease, default).AsTask()).Should().ThrowAsync<RedisInboxException>();
        proxy.Cut();
        proxy.Mend();
        InboxLease? lease = null;
        for (var tries = 0; lease is null && tries < 500; tries++)
        {
            try
            {
                await _admin.GetServers().Single().ConfigResetStatisticsAsync();
                lease = (await other.Inbox.ClaimAsync(10, Lease, default)).Leases.Single();
            }
            catch (RedisInboxException)
            {
                await Task.Delay(20); // until it is connected again
            }
        }

        lease!.Attempt.Should().Be(1);
        (await CountAsync("hget|hmget")).Should().BeGreaterThan(4_000, "all leases were looked at");
        (await CountAsync("eval|evalsha")).Should().BeGreaterThan(4, "not all of them in one call");
    }

    [Fact]
    public async Task Many_leases_are_renewed_in_several_calls()
    {
        await AcceptAsync(4_096, number => Delivery($"event-{number}"));
        var leases = new List<InboxLease>();
        while (leases.Count < 4_096)
        {
            leases.AddRange((await _node.Inbox.ClaimAsync(1_000, Lease, default)).Leases);
        }

        await _admin.GetServers().Single().ConfigResetStatisticsAsync();
        (await _node.Inbox.RenewAsync(leases, Lease, default)).Should().BeEmpty();

        (await CountAsync("eval|evalsha")).Should().Be(5);
    }

    private async Task AcceptAsync(int count, Func<int, InboxDelivery> create)
    {
        foreach (var some in Enumerable.Range(0, count).Chunk(1_000))
        {
            await Task.WhenAll(some.Select(number => _node.Inbox.AcceptAsync(create(number), default).AsTask()));
        }
    }

    private async Task DeleteEntriesAsync(int count)
        => await Task.WhenAll(Enumerable.Range(1, count).Select(number => _admin.GetDatabase().KeyDeleteAsync($"{Prefix}e:{number}")));

    private async Task<long> CommandsOfAsync(Func<Task> action)
    {
        await _admin.GetServers().Single().ConfigResetStatisticsAsync();
        await action();
        return await CountAsync(".*");
    }

    private async Task<long> CountAsync(string commands)
    {
        var statistics = (string)(await _admin.GetServers().Single().ExecuteAsync("INFO", "commandstats"))!;
        return Statistic().Matches(statistics)
            .Where(line => Regex.IsMatch(line.Groups[1].Value, $"^({commands})$"))
            .Sum(line => long.Parse(line.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static InboxDelivery Delivery(string id, string? conversation = null) => new()
    {
        Receiver = "",
        EventId = id,
        EventType = "message.received",
        OrderingKey = conversation,
        RememberFor = TimeSpan.FromDays(3),
        Body = new byte[10],
    };

    [GeneratedRegex("cmdstat_([a-z]+)[^:]*:calls=([0-9]+)")]
    private static partial Regex Statistic();
}
