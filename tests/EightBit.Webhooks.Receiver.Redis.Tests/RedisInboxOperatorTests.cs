using System.Globalization;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;

namespace EightBit.Webhooks.Receiver.Redis.Tests;

/// <summary>An inbox in the hands of somebody beside its nodes.</summary>
public sealed class RedisInboxOperatorTests : IAsyncLifetime
{
    private readonly string _prefix = $"operator-{Guid.NewGuid():N}:";
    private string _address = "";

    public async Task InitializeAsync() => _address = await SharedServer.AddressAsync();

    public Task DisposeAsync() => TestKeys.DeleteAsync(_address, _prefix);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task It_finds_the_partitions_and_changes_what_the_nodes_see(int partitions)
    {
        await using var node = await TestNode.OpenAsync(_address, options => (options.KeyPrefix, options.Partitions) = (_prefix, partitions));
        for (var number = 0; number < 8; number++)
        {
            await DieAsync(node, $"evt-{number}");
        }

        await using var inbox = await RedisInboxOperator.ConnectAsync(Options());
        var letters = (await inbox.ListDeadLettersAsync(new DeadLetterQuery())).Items;
        letters.Should().HaveCount(8);
        var waiting = node.Inbox.WaitAsync(TimeSpan.FromMinutes(1), default).AsTask();
        (await inbox.ReplayAsync(letters[5].EntryId)).Should().Be(ReplayOutcome.Replayed);
        (await inbox.ReplayAsync(letters[5].EntryId)).Should().Be(ReplayOutcome.NotFound);
        (await inbox.PurgeAsync(letters[0].EntryId)).Should().BeTrue();

        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        (await node.Inbox.ClaimAsync(10, TimeSpan.FromMinutes(1), default)).Leases
            .Should().ContainSingle().Which.Delivery.EventId.Should().Be(letters[5].Delivery.EventId);
        (await inbox.GetStatisticsAsync()).DeadLetters.Should().Be(6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task It_finds_events_and_lists_retries_of_all_partitions(int partitions)
    {
        await using var node = await TestNode.OpenAsync(_address, options => (options.KeyPrefix, options.Partitions) = (_prefix, partitions));
        for (var number = 0; number < 20; number++)
        {
            await node.Inbox.AcceptAsync(Delivery($"evt-{number}") with { OrderingKey = $"conversation-{number}" }, default);
        }

        while ((await node.Inbox.ClaimAsync(20, TimeSpan.FromMinutes(1), default)).Leases is { Count: > 0 } leases)
        {
            foreach (var lease in leases)
            {
                var delay = TimeSpan.FromMinutes(100 - int.Parse(lease.Delivery.EventId[4..], CultureInfo.InvariantCulture));
                await node.Inbox.SettleAsync(lease, new Settlement.Retry(delay, HandlerProgress.None, "later"), default);
            }
        }

        await using var inbox = await RedisInboxOperator.ConnectAsync(Options());
        (await inbox.ListRetriesAsync(new RetryQuery { Take = 12 })).Select(waiting => waiting.Delivery.EventId)
            .Should().Equal(Enumerable.Range(0, 12).Select(number => $"evt-{19 - number}"));
        var found = await inbox.FindAsync("", null, "evt-7");
        found!.State.Should().Be(InboxEventState.AwaitingRetry);
        found.History.Should().ContainSingle().Which.Error.Should().Be("later");
        (await inbox.FindAsync("", "tenant", "evt-7")).Should().BeNull();
    }

    [Fact]
    public async Task Where_no_node_has_been_it_says_so_and_writes_nothing()
    {
        var connecting = () => RedisInboxOperator.ConnectAsync(Options());

        await connecting.Should().ThrowAsync<RedisInboxException>().WithMessage($"There is no inbox in Redis under '{_prefix}'*");
        (await TestKeys.ListAsync(_address, _prefix)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("version 2, partitions 1")]
    [InlineData("version 1, partitions 0")]
    [InlineData("version 1, partitions 1, shards 2")]
    public async Task A_layout_that_it_does_not_know_is_left_alone(string layout)
    {
        await using var connection = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(_address);
        await connection.GetDatabase().StringSetAsync(_prefix + "{0}:layout", layout);

        await FluentActions.Awaiting(() => RedisInboxOperator.ConnectAsync(Options())).Should().ThrowAsync<RedisInboxException>()
            .WithMessage($"*laid out as '{layout}', which a newer version*");
        ((string?)await connection.GetDatabase().StringGetAsync(_prefix + "{0}:layout")).Should().Be(layout);
    }

    private RedisWebhooksOptions Options() => new() { Configuration = _address, KeyPrefix = _prefix };

    private static InboxDelivery Delivery(string id)
        => new() { Receiver = "", EventId = id, EventType = "message.received", RememberFor = TimeSpan.FromHours(1), Body = "{}"u8.ToArray() };

    private static async Task DieAsync(TestNode node, string id)
    {
        await node.Inbox.AcceptAsync(Delivery(id), default);
        var lease = (await node.Inbox.ClaimAsync(1, TimeSpan.FromMinutes(1), default)).Leases.Single();
        await node.Inbox.SettleAsync(lease, new Settlement.Dead(DeadLetterReason.Rejected, HandlerProgress.None, "no"), default);
    }
}
