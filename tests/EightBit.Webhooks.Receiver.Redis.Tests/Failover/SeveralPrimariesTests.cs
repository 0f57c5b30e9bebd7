using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Failover;

/// <summary>Of two primaries that are no cluster one is wrong, and what it is given is lost.</summary>
public sealed class SeveralPrimariesTests : IAsyncLifetime
{
    private RedisServer _first = null!;
    private RedisServer _second = null!;

    public async Task InitializeAsync()
    {
        _first = await RedisServer.StartAsync();
        _second = await RedisServer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
    }

    [Fact]
    public async Task With_two_of_them_it_does_not_start()
    {
        var starting = () => TestNode.OpenAsync($"{_first.Address},{_second.Address}", options => options.StartupTimeout = TimeSpan.FromSeconds(1));

        await starting.Should().ThrowAsync<RedisInboxException>().WithMessage("*are both primaries, and this is no cluster*");
    }

    [Fact]
    public async Task While_there_are_two_nothing_is_taken_or_processed()
    {
        await _second.ExecuteAsync("REPLICAOF", "127.0.0.1", _first.Port);
        using var log = new RecordedLog();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        await using var node = await TestNode.OpenAsync($"{_first.Address},{_second.Address}", loggers: loggers);
        (await node.Inbox.AcceptAsync(Delivery("before"), default)).Should().Be(AcceptOutcome.Accepted);

        await _second.ExecuteAsync("REPLICAOF", "NO", "ONE");
        await WhenAsync(node, refused: true);
        await node.Inbox.Awaiting(inbox => inbox.ClaimAsync(1, TimeSpan.FromMinutes(1), default).AsTask()).Should().ThrowAsync<RedisInboxException>();
        log.Ours.Should().ContainSingle(line => line.EventId == 512).Which.Message.Should().Contain(_first.Address).And.Contain(_second.Address);

        await _second.ExecuteAsync("REPLICAOF", "127.0.0.1", _first.Port);
        await WhenAsync(node, refused: false);
        (await node.Inbox.AcceptAsync(Delivery("after"), default)).Should().Be(AcceptOutcome.Accepted);
    }

    [Fact]
    public async Task One_that_has_two_addresses_is_one()
    {
        await using var one = new CuttableProxy(_first.Port);
        await using var other = new CuttableProxy(_first.Port);
        await using var node = await TestNode.OpenAsync($"{one.Address},{other.Address}");

        (await node.Inbox.AcceptAsync(Delivery("one"), default)).Should().Be(AcceptOutcome.Accepted);
    }

    /// <summary>The client looks every five seconds.</summary>
    private static async Task WhenAsync(TestNode node, bool refused)
    {
        for (var waiting = System.Diagnostics.Stopwatch.StartNew(); await IsRefusedAsync(node) != refused;)
        {
            waiting.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60));
            await Task.Delay(50);
        }
    }

    private static async Task<bool> IsRefusedAsync(TestNode node)
    {
        try
        {
            await node.Inbox.GetStatisticsAsync();
            return false;
        }
        catch (RedisInboxException)
        {
            return true;
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
