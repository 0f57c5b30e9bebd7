using CrmSync.Tests.Support;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;

namespace CrmSync.Tests.Activities;

public sealed class SharedInboxTests : IDisposable
{
    private readonly TemporaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Two_of_them_on_one_Redis_record_each_event_once()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        await using var one = await RunningCrm.StartAsync(_database, "redis", redis.Address);
        await using var other = await RunningCrm.StartAsync(_database, "redis", redis.Address);
        for (var number = 0; number < 20; number++)
        {
            var delivery = one.Delivery($"evt_{number}", "message.received", new { ConversationId = $"conv_{number % 4}", UserId = "user_1" });
            (await one.SendAsync(delivery)).Status.Should().Be(200);
            (await other.SendAsync(delivery)).Status.Should().Be(200);
        }

        (await one.ActivitiesAsync()).Should().HaveCount(20).And.OnlyHaveUniqueItems(activity => activity.EventId);
        one.Log.Lines.Concat(other.Log.Lines).Should().NotContain(line => line.Contains("failed", StringComparison.Ordinal));
    }
}
