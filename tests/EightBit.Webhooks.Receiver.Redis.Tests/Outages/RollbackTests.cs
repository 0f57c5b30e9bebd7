using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Outages;

/// <summary>Redis comes back with part of its data, as after an older snapshot was put back: it is logged, and no number is given twice.</summary>
public sealed class RollbackTests : IAsyncLifetime, IDisposable
{
    private readonly RecordedLog _log = new();
    private ILoggerFactory _loggers = null!;
    private RedisServer _redis = null!;

    public async Task InitializeAsync()
    {
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(_log));
        _redis = await RedisServer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _redis.DisposeAsync();
    }

    public void Dispose()
    {
        _loggers.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task The_next_delivery_tells_and_its_number_is_new()
    {
        await using var node = await TestNode.OpenAsync(_redis, loggers: _loggers);
        await RollBackAsync(node);

        await AcceptUntilConnectedAsync(node, "later");

        ExpectLogged();
        (await node.Inbox.FindAsync("", null, "later"))!.EntryId.Should().Be(11);
        await AcceptUntilConnectedAsync(node, "last");
        ExpectLogged();
    }

    [Fact]
    public async Task It_is_noticed_without_a_delivery_too()
    {
        await using var node = await TestNode.OpenAsync(_redis, loggers: _loggers);
        await RollBackAsync(node);
        await WhenConnectedAsync(node);

        await node.Inbox.CheckNumbersAsync(default);
        ExpectLogged();
        await node.Inbox.CheckNumbersAsync(default);
        ExpectLogged();
    }

    [Fact]
    public async Task A_node_that_has_only_claimed_notices_it()
    {
        await using var accepting = await TestNode.OpenAsync(_redis);
        await using var claiming = await TestNode.OpenAsync(_redis, loggers: _loggers);
        await RollBackAsync(accepting, () => claiming.Inbox.ClaimAsync(100, TimeSpan.FromMinutes(1), default).AsTask());
        await WhenConnectedAsync(claiming);

        await claiming.Inbox.CheckNumbersAsync(default);

        ExpectLogged();
    }

    [Fact]
    public async Task A_restart_that_loses_nothing_is_not_logged()
    {
        await using var node = await TestNode.OpenAsync(_redis, loggers: _loggers);
        await AcceptAsync(node, 5);
        await _redis.ExecuteAsync("SAVE");
        await _redis.KillAsync();
        await _redis.StartAgainAsync();

        await AcceptUntilConnectedAsync(node, "later");
        await node.Inbox.CheckNumbersAsync(default);

        _log.Ours.Should().NotContain(line => line.EventId == 513);
    }

    [Fact]
    public async Task That_everything_is_gone_where_that_is_accepted_is_logged_as_such()
    {
        await using var node = await TestNode.OpenAsync(_redis, loggers: _loggers);
        await AcceptAsync(node, 5);
        await _redis.ExecuteAsync("FLUSHALL");

        await AcceptUntilConnectedAsync(node, "later");

        _log.Ours.Should().Contain(line => line.EventId == 509).And.NotContain(line => line.EventId == 513);
    }

    /// <summary>Ten are accepted, five of which are in the snapshot that Redis begins with again.</summary>
    private async Task RollBackAsync(TestNode node, Func<Task>? before = null)
    {
        await AcceptAsync(node, 5);
        await _redis.ExecuteAsync("SAVE");
        for (var number = 5; number < 10; number++)
        {
            (await node.Inbox.AcceptAsync(Delivery($"event-{number}"), default)).Should().Be(AcceptOutcome.Accepted);
        }

        await (before?.Invoke() ?? Task.CompletedTask);
        await _redis.KillAsync();
        await _redis.StartAgainAsync();
    }

    private static async Task AcceptAsync(TestNode node, int count)
    {
        for (var number = 0; number < count; number++)
        {
            (await node.Inbox.AcceptAsync(Delivery($"event-{number}"), default)).Should().Be(AcceptOutcome.Accepted);
        }
    }

    private static async Task AcceptUntilConnectedAsync(TestNode node, string id)
        => await WhenConnectedAsync(async () => await node.Inbox.AcceptAsync(Delivery(id), default));

    private static Task WhenConnectedAsync(TestNode node) => WhenConnectedAsync(async () => await node.Inbox.GetStatisticsAsync());

    private static async Task WhenConnectedAsync(Func<Task> action)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await action();
                return;
            }
            catch (RedisInboxException) when (tries < 1_000)
            {
                await Task.Delay(20); // until it is connected again
            }
        }
    }

    private void ExpectLogged()
        => _log.Ours.Should().ContainSingle(line => line.EventId == 513).Which.Message.Should().Contain("had number 10, and Redis says 5");

    private static InboxDelivery Delivery(string id) => new()
    {
        Receiver = "",
        EventId = id,
        EventType = "message.received",
        RememberFor = TimeSpan.FromDays(3),
        Body = new byte[10],
    };
}
