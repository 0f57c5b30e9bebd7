using EightBit.Webhooks.Cli.Sending;
using EightBit.Webhooks.Cli.Simulating;
using EightBit.Webhooks.Cli.Simulating.Planning;
using EightBit.Webhooks.Cli.Tests.Support;
using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Cli.Tests.Simulating.Planning;

public sealed class DeliveryPlanTests
{
    private static readonly SimulationSettings Plain = new()
    {
        Target = new Target(new Uri("http://localhost/hooks"), [], IsInsecure: false),
        Secret = WebhookSecret.FromText(CliProcess.Secret),
        Seed = 42,
        Events = 2_000,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private static readonly SimulationSettings Mixed = Plain with { Duplicates = 0.1, ConcurrentDuplicates = 0.05, Reordered = 0.1 };

    [Fact]
    public void Next_SameSeed_MakesTheSameDeliveriesInTheSameOrder()
        => Describe(All(Mixed)).Should().Equal(Describe(All(Mixed))).And.NotEqual(Describe(All(Mixed with { Seed = 43 })));

    [Fact]
    public void Next_OtherShares_MakesTheSameEvents()
        => All(Mixed).Where(delivery => !delivery.IsDuplicate).Select(delivery => delivery.Event.Id).Should()
            .BeEquivalentTo(All(Plain).Select(delivery => delivery.Event.Id)).And.OnlyHaveUniqueItems();

    [Fact]
    public void Next_Shares_AreRoughlyKept()
    {
        var all = All(Mixed);

        all.Should().HaveCount(2_000 + all.Count(delivery => delivery.IsDuplicate));
        all.Count(delivery => delivery.IsDuplicate).Should().BeInRange(150, 250);
        all.Count(delivery => delivery.IsTwice).Should().BeInRange(60, 140);
    }

    [Fact]
    public void Next_Duplicate_ComesAfterWhatItRepeats()
    {
        var seen = new HashSet<string>();
        foreach (var delivery in All(Mixed))
        {
            (delivery.IsDuplicate ? seen.Contains(delivery.Event.Id) : seen.Add(delivery.Event.Id)).Should().BeTrue();
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    public void Next_Reordered_IsOvertakenByAtMostTwenty(double share)
    {
        var order = All(Plain).Select((delivery, index) => (delivery.Event.Id, index)).ToDictionary();
        var latest = -1;
        var furthest = new List<int>();
        foreach (var place in All(Plain with { Reordered = share }).Select(delivery => order[delivery.Event.Id]))
        {
            furthest.Add(latest - place);
            latest = Math.Max(latest, place);
        }

        furthest.Count(distance => distance > 0).Should().BeGreaterThan(100);
        furthest.Max().Should().BeInRange(10, 20);
    }

    [Fact]
    public void Next_NoMoreEvents_FlushesWhatWasPutOff()
    {
        var plan = new DeliveryPlan(Mixed with { Events = null, Reordered = 1 }, TimeProvider.System);
        for (var count = 0; count < 100; count++)
        {
            plan.Next(mayMakeEvents: true).Should().NotBeNull();
        }

        var flushed = 0;
        while (plan.Next(mayMakeEvents: false) is not null)
        {
            flushed++;
        }

        flushed.Should().BeInRange(1, 100);
    }

    [Theory]
    [InlineData("message.received")]
    [InlineData("conversation.created", "message.sent")]
    [InlineData("agent.error", "account.billing_updated")]
    public void Next_Types_MakesNoOthers(params string[] types)
        => All(Plain with { Types = types, Events = 200 }).Select(delivery => delivery.Event.Type).Distinct().Should().BeEquivalentTo(types);

    private static List<PlannedDelivery> All(SimulationSettings settings)
    {
        var plan = new DeliveryPlan(settings, TimeProvider.System);
        var all = new List<PlannedDelivery>();
        while (plan.Next(mayMakeEvents: true) is { } delivery)
        {
            all.Add(delivery);
        }

        return all;
    }

    private static IEnumerable<string> Describe(IEnumerable<PlannedDelivery> deliveries)
        => deliveries.Select(delivery => $"{delivery.Event.Signature} {delivery.Event.DeliveryId} {delivery.IsDuplicate} {delivery.IsTwice}");
}
