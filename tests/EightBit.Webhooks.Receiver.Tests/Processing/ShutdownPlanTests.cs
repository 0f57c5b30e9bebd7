using EightBit.Webhooks.Receiver.Processing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class ShutdownPlanTests
{
    private static readonly TimeSpan LongestGrace = TimeSpan.FromSeconds(3);

    [Fact]
    public void DrainTime_NotConfigured_IsTwoThirdsOfTheHostsPatience()
    {
        Plan(null, TimeSpan.FromSeconds(30)).DrainTime.Should().Be(TimeSpan.FromSeconds(20));
        Plan(null, TimeSpan.Zero).DrainTime.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void DrainTime_Configured_IsThat()
        => Plan(TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(30)).DrainTime.Should().Be(TimeSpan.FromSeconds(7));

    [Theory]
    [InlineData(0, 30)]
    [InlineData(20, 30)]
    [InlineData(29, 30)]
    [InlineData(29.999, 30)]
    [InlineData(0, 0.001)]
    [InlineData(3599, 3600)]
    public void Plan_AnyValidDrainTime_LeavesTimeForBothGracesAndForOthers(double drainSeconds, double hostSeconds)
    {
        var plan = Plan(TimeSpan.FromSeconds(drainSeconds), TimeSpan.FromSeconds(hostSeconds));

        plan.Grace.Should().BePositive().And.BeLessThanOrEqualTo(LongestGrace);
        (plan.DrainTime + (plan.Grace * 2)).Should().BeLessThan(TimeSpan.FromSeconds(hostSeconds));
    }

    [Fact]
    public void Plan_HostThatWaitsForEver_DrainsAsLongAsItTakesOrAsConfigured()
    {
        var open = Plan(null, Timeout.InfiniteTimeSpan);
        open.DrainTime.Should().Be(Timeout.InfiniteTimeSpan);
        open.Grace.Should().Be(LongestGrace);

        var configured = Plan(TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        configured.DrainTime.Should().Be(TimeSpan.FromHours(1));
        configured.Grace.Should().Be(LongestGrace);
    }

    [Fact]
    public void Drains_UntilTheDrainTimeIsOver_OrForEver()
    {
        var plan = Plan(TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(30));
        plan.Drains(TimeSpan.FromSeconds(6.9)).Should().BeTrue();
        plan.Drains(TimeSpan.FromSeconds(7)).Should().BeFalse();
        Plan(null, Timeout.InfiniteTimeSpan).Drains(TimeSpan.MaxValue).Should().BeTrue();
    }

    private static ShutdownPlan Plan(TimeSpan? drainTime, TimeSpan shutdownTimeout)
        => new(Options.Create(new WebhookProcessingOptions { DrainTimeout = drainTime }), Options.Create(new HostOptions { ShutdownTimeout = shutdownTimeout }));
}
