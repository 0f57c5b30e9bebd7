using EightBit.Webhooks.Cli.Simulating.Planning;
using EightBit.Webhooks.Cli.Simulating.Retrying;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Cli.Tests.Simulating.Retrying;

public sealed class RetryQueueTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void TakeDue_SeveralDelays_ReturnsEachWhenItIsDue()
    {
        var queue = new RetryQueue(_time);
        queue.UntilNext().Should().BeNull();
        queue.Add(Delivery("late"), TimeSpan.FromHours(6));
        queue.Add(Delivery("soon"), TimeSpan.FromSeconds(10));
        queue.Add(Delivery("soon, too"), TimeSpan.FromSeconds(10));

        queue.TakeDue().Should().BeNull();
        queue.UntilNext().Should().Be(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(10));
        queue.TakeDue()!.Event.Id.Should().Be("soon");
        queue.TakeDue()!.Event.Id.Should().Be("soon, too");
        queue.TakeDue().Should().BeNull();
        queue.Count.Should().Be(1);
        queue.UntilNext().Should().Be(TimeSpan.FromHours(6) - TimeSpan.FromSeconds(10));
    }

    private static PlannedDelivery Delivery(string id) => new(new PlannedEvent { Id = id, Type = "", Body = [], Signature = "", DeliveryId = "" });
}
