using EightBit.Webhooks.Cli.Simulating.Retrying;

namespace EightBit.Webhooks.Cli.Tests.Simulating.Retrying;

public sealed class RetryPlanTests
{
    [Fact]
    public void DelayAfter_EachFailure_IsThePlatforms()
        => Enumerable.Range(1, 7).Select(new RetryPlan(1).DelayAfter).Should().Equal(
            TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(6), null);

    [Fact]
    public void DelayAfter_WithATimeScale_IsShorter()
        => Enumerable.Range(1, 7).Select(new RetryPlan(1000).DelayAfter).Select(delay => delay?.TotalMilliseconds).Should().Equal(10, 60, 300, 900, 3_600, 21_600, null);
}
