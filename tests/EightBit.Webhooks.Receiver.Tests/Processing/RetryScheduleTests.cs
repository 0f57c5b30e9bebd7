using EightBit.Webhooks.Receiver.Processing;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class RetryScheduleTests
{
    private static readonly TimeSpan Base = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Max = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(9, 512)]
    [InlineData(10, 900)]
    [InlineData(11, 900)]
    [InlineData(1000, 900)]
    [InlineData(int.MaxValue, 900)]
    public void DelayAfter_EachFurtherAttempt_IsTwiceAsLongUpToTheLongest(int attempt, int seconds)
    {
        RetrySchedule.DelayAfter(attempt, Base, Max, 1).Should().Be(TimeSpan.FromSeconds(seconds));
        RetrySchedule.DelayAfter(attempt, Base, Max, 0).Should().Be(TimeSpan.FromSeconds(seconds) / 2);
        RetrySchedule.DelayAfter(attempt, Base, Max, 0.5).Should().Be(TimeSpan.FromSeconds(seconds) * 0.75);
    }

    [Fact]
    public void DelayAfter_AnyRandomNumber_IsBetweenHalfAndAllOfTheDelay()
    {
        var random = new Random(5);
        for (var attempt = 1; attempt <= 1000; attempt++)
        {
            var full = RetrySchedule.DelayAfter(attempt, Base, Max, 1);

            RetrySchedule.DelayAfter(attempt, Base, Max, random.NextDouble()).Should().BeGreaterThanOrEqualTo(full / 2).And.BeLessThanOrEqualTo(full);
        }
    }

    [Fact]
    public void DelayAfter_DefaultOptions_AddUpToWhatTheDocumentationSays()
    {
        var options = new WebhookProcessingOptions();

        TimeSpan Sum(double random) => Enumerable.Range(1, options.MaxAttempts - 1)
            .Aggregate(TimeSpan.Zero, (sum, attempt) => sum + RetrySchedule.DelayAfter(attempt, options.RetryBaseDelay, options.RetryMaxDelay, random));

        Sum(1).Should().Be(new TimeSpan(0, 17, 2));
        Sum(0.5).Should().Be(new TimeSpan(0, 0, 12, 46, 500));
    }

    [Fact]
    public void DelayAfter_LargestOptionsAndAttempts_DoesNotOverflow()
        => RetrySchedule.DelayAfter(1000, TimeSpan.FromDays(1), TimeSpan.FromDays(7), 1).Should().Be(TimeSpan.FromDays(7));

    [Fact]
    public void DelayAfter_ZeroBaseOrZeroLongest_IsZero()
    {
        RetrySchedule.DelayAfter(1000, TimeSpan.Zero, Max, 1).Should().Be(TimeSpan.Zero);
        RetrySchedule.DelayAfter(1000, Base, TimeSpan.Zero, 1).Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void DelayAfter_LongestShorterThanBase_IsTheLongest()
        => RetrySchedule.DelayAfter(1, Max, Base, 1).Should().Be(Base);

    [Fact]
    public void DelayAfter_AttemptZero_IsThatOfTheFirst() => RetrySchedule.DelayAfter(0, Base, Max, 1).Should().Be(Base);
}
