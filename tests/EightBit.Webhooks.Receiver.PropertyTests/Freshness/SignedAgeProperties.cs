using EightBit.Webhooks.Receiver.Freshness;

namespace EightBit.Webhooks.Receiver.PropertyTests.Freshness;

public sealed class SignedAgeProperties
{
    /// <summary>The longest that a delivery can take from the check of its age to the inbox's look at its id.</summary>
    private static readonly TimeSpan LongestBudget = TimeSpan.FromSeconds(5);

    private static readonly DateTimeOffset FirstSeen = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Nothing, a few ticks, seconds or days; a whole number of a unit more often than by chance.</summary>
    private static readonly Gen<TimeSpan> Spans = Gen.OneOf(
        Gen.Long[0, 3].Select(TimeSpan.FromTicks),
        Gen.Int[0, 70].Select(seconds => TimeSpan.FromSeconds(seconds)),
        Gen.Int[0, 8].Select(days => TimeSpan.FromDays(days)),
        Gen.Long[0, TimeSpan.TicksPerDay * 8].Select(TimeSpan.FromTicks));

    private static readonly Gen<DateTime> AnyTimes = Gen.OneOf(
        Gen.DateTime.Utc, Gen.Const(DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc)), Gen.Const(DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc)));

    private static readonly Gen<TimeSpan> Offsets = Gen.Select(Spans, Gen.Bool, (span, earlier) => earlier ? -span : span);

    [Fact]
    public void CheckAndRememberFor_DeliverySentAgainAtAnyTime_IsRefusedOrRemembered()
        => Gen.Select(Retentions(), Offsets, Gen.Int[0, 2], Offsets).Holds(40_000, captured =>
        {
            var (retention, ahead, edge, around) = captured;
            var created = FirstSeen + ahead;
            if (SignedAge.Check(created, FirstSeen, retention) != FreshnessVerdict.Fresh)
            {
                return;
            }

            // Near the moment at which the id is forgotten, or that at which the event is too old, or just any time later.
            var forgotten = FirstSeen + SignedAge.RememberFor(created, FirstSeen, retention);
            var again = (edge == 0 ? forgotten : edge == 1 ? created + retention : FirstSeen) + around;
            if (again >= FirstSeen && SignedAge.Check(created, again, retention) == FreshnessVerdict.Fresh)
            {
                (again + LongestBudget).Should().BeBefore(forgotten, "the inbox must still know the id when it looks");
            }
        });

    [Fact]
    public void RememberFor_AnyTimeOrNone_IsNeverLessThanTheRetention()
        => Gen.Select(Retentions(), Offsets).Holds(5_000, remembered =>
        {
            var (retention, ahead) = remembered;

            SignedAge.RememberFor(FirstSeen + ahead, FirstSeen, retention).Should().BeGreaterThanOrEqualTo(retention);
            SignedAge.RememberFor(null, FirstSeen, retention).Should().BeGreaterThanOrEqualTo(retention);
        });

    [Fact]
    public void Check_AnyTimes_RefusesExactlyWhatIsFurtherAwayThanTheRetention()
        => Gen.Select(Retentions(), Gen.Int[-1, 1], Offsets).Holds(10_000, judged =>
        {
            var (retention, edge, around) = judged;
            var age = (edge * retention) + around;
            var expected = age > retention ? FreshnessVerdict.Expired : -age > retention ? FreshnessVerdict.InFuture : FreshnessVerdict.Fresh;

            SignedAge.Check(FirstSeen - age, FirstSeen, retention).Should().Be(expected);
        });

    [Fact]
    public void Check_TimesOfAnyYears_NeverOverflows()
        => Gen.Select(AnyTimes, AnyTimes).Where((created, now) => (created - now).Duration() > TimeSpan.FromDays(16)).Holds(5_000, judged =>
            SignedAge.Check(judged.Item1, judged.Item2, TimeSpan.FromDays(16))
                .Should().Be(judged.Item1 < judged.Item2 ? FreshnessVerdict.Expired : FreshnessVerdict.InFuture));

    private static Gen<TimeSpan> Retentions() => Spans.Select(span => TimeSpan.FromHours(8) + span);
}
