using EightBit.Webhooks.Receiver.Processing;

namespace EightBit.Webhooks.Receiver.PropertyTests.Processing;

public sealed class RetryScheduleProperties
{
    private static readonly TimeSpan Rounding = TimeSpan.FromTicks(1);

    private static readonly Gen<TimeSpan> Delays = Gen.Long[TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerDay].Select(TimeSpan.FromTicks);
    private static readonly Gen<int> Attempts = Gen.Frequency((5, Gen.Int[1, 60]), (1, Gen.Int[1, int.MaxValue]));

    [Fact]
    public void DelayAfter_AnyAttempt_IsBetweenHalfAndAllOfTheDoubledDelayAndNeverBeyondTheLongest()
        => Gen.Select(Attempts, Delays, Delays, Gen.Double.Unit).Holds(20_000, failed =>
        {
            var (attempt, first, longest, random) = failed;
            var full = Doubled(first, attempt, longest);

            RetrySchedule.DelayAfter(attempt, first, longest, random)
                .Should().BeGreaterThanOrEqualTo((full / 2) - Rounding).And.BeLessThanOrEqualTo(full + Rounding);
        });

    [Fact]
    public void DelayAfter_OneMoreAttempt_IsNeverShorterAndTheRandomHalfCounts()
        => Gen.Select(Gen.Int[1, 80], Delays, Delays, Gen.Double.Unit).Holds(10_000, failed =>
        {
            var (attempt, first, longest, random) = failed;
            var delay = RetrySchedule.DelayAfter(attempt, first, longest, random);

            RetrySchedule.DelayAfter(attempt + 1, first, longest, random).Should().BeGreaterThanOrEqualTo(delay);
            RetrySchedule.DelayAfter(attempt, first, longest, 0).Should().BeLessThanOrEqualTo(delay);
            RetrySchedule.DelayAfter(attempt, first, longest, 1).Should().BeGreaterThanOrEqualTo(delay)
                .And.BeCloseTo(2 * RetrySchedule.DelayAfter(attempt, first, longest, 0), 2 * Rounding);
        });

    [Fact]
    public void Next_AnyFailuresAndRecoveries_GrowsFromATenthOfASecondToTenSeconds()
        => Gen.Frequency((5, true), (1, false)).Array[0, 40].Holds(2_000, outcomes =>
        {
            var backoff = new Backoff();
            var failures = 0;
            foreach (var failed in outcomes)
            {
                if (failed)
                {
                    var full = Doubled(TimeSpan.FromMilliseconds(100), ++failures, TimeSpan.FromSeconds(10));
                    backoff.Next().Should().BeGreaterThanOrEqualTo((full / 2) - Rounding).And.BeLessThanOrEqualTo(full + Rounding);
                }
                else
                {
                    backoff.Reset().Should().Be(failures > 0);
                    failures = 0;
                }
            }
        });

    private static TimeSpan Doubled(TimeSpan first, int attempt, TimeSpan longest)
    {
        var full = first;
        for (var time = 1; time < attempt && full < longest; time++)
        {
            full *= 2;
        }

        return full < longest ? full : longest;
    }
}
