using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Freshness;
using EightBit.Webhooks.Receiver.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Tests.Freshness;

public sealed class SignedAgeTests
{
    private static readonly DateTimeOffset Now = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Retention = TimeSpan.FromDays(3);
    private static readonly TimeSpan OneTick = TimeSpan.FromTicks(1);

    [Fact]
    public void Check_NoSignedTime_IsMissing()
        => SignedAge.Check(null, Now, Retention).Should().Be(FreshnessVerdict.Missing);

    [Fact]
    public void Check_NoOlderThanTheRetention_IsFresh()
    {
        SignedAge.Check(Now, Now, Retention).Should().Be(FreshnessVerdict.Fresh);
        SignedAge.Check(Now - Retention, Now, Retention).Should().Be(FreshnessVerdict.Fresh);
    }

    [Fact]
    public void Check_OlderThanTheRetention_IsExpired()
        => SignedAge.Check(Now - Retention - OneTick, Now, Retention).Should().Be(FreshnessVerdict.Expired);

    [Fact]
    public void Check_FurtherAheadThanTheRetention_IsInFuture()
    {
        SignedAge.Check(Now + Retention, Now, Retention).Should().Be(FreshnessVerdict.Fresh);
        SignedAge.Check(Now + Retention + OneTick, Now, Retention).Should().Be(FreshnessVerdict.InFuture);
    }

    [Fact]
    public void Check_TimesAtTheEndsOfTheCalendar_AreJudgedWithoutOverflow()
    {
        SignedAge.Check(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Retention).Should().Be(FreshnessVerdict.Expired);
        SignedAge.Check(DateTimeOffset.MaxValue, DateTimeOffset.MinValue, Retention).Should().Be(FreshnessVerdict.InFuture);
    }

    [Fact]
    public void RememberFor_AnyEvent_IsAtLeastTheRetention()
    {
        SignedAge.RememberFor(null, Now, Retention).Should().BeGreaterThanOrEqualTo(Retention);
        SignedAge.RememberFor(Now - TimeSpan.FromDays(2), Now, Retention).Should().BeGreaterThanOrEqualTo(Retention);
        SignedAge.RememberFor(Now + TimeSpan.FromHours(1), Now, Retention)
            .Should().BeGreaterThanOrEqualTo(Retention + TimeSpan.FromHours(1));
    }

    /// <summary>
    /// The promise behind both methods: at no moment is an event that was taken once both forgotten and young enough. Tried at
    /// each moment that matters, for events created before, at and after their arrival.
    /// </summary>
    [Fact]
    public async Task RememberForAndCheck_Together_LeaveNoMomentAtWhichACapturedDeliveryPassesAgain()
    {
        foreach (var ahead in Offsets())
        {
            var time = new FakeTimeProvider(Now);
            var store = Store(time);
            var created = Now + ahead;
            if (SignedAge.Check(created, Now, Retention) != FreshnessVerdict.Fresh)
            {
                continue;
            }

            var key = new DeduplicationKey("", null, "evt_1");
            var claim = await store.ClaimAsync(key, TimeSpan.FromSeconds(30), CancellationToken.None);
            await store.CompleteAsync(key, claim.Token, SignedAge.RememberFor(created, Now, Retention), CancellationToken.None);

            foreach (var moment in MomentsThatMatter(created))
            {
                time.SetUtcNow(moment);
                if (SignedAge.Check(created, moment, Retention) == FreshnessVerdict.Fresh)
                {
                    var again = await store.ClaimAsync(key, TimeSpan.FromSeconds(30), CancellationToken.None);
                    again.Status.Should().Be(
                        DeduplicationStatus.Completed, "the event was created {0} from its arrival, and {1} later passes the age check", ahead, moment - Now);
                }
            }
        }
    }

    /// <summary>Between the age check and the inbox's own look at the id, some of the acknowledgement budget goes by.</summary>
    [Fact]
    public async Task RememberFor_ReplayThatPassesTheAgeCheckAtTheLastMoment_IsStillRememberedWhenTheInboxLooks()
    {
        var time = new FakeTimeProvider(Now);
        var store = Store(time);
        var key = new DeduplicationKey("", null, "evt_1");
        var claim = await store.ClaimAsync(key, TimeSpan.FromSeconds(30), CancellationToken.None);
        await store.CompleteAsync(key, claim.Token, SignedAge.RememberFor(Now, Now, Retention), CancellationToken.None);

        var lastMoment = Now + Retention;
        SignedAge.Check(Now, lastMoment, Retention).Should().Be(FreshnessVerdict.Fresh);
        time.SetUtcNow(lastMoment + TimeSpan.FromSeconds(5)); // the longest AcknowledgementTimeout

        var again = await store.ClaimAsync(key, TimeSpan.FromSeconds(30), CancellationToken.None);

        again.Status.Should().Be(DeduplicationStatus.Completed);
    }

    private static IEnumerable<TimeSpan> Offsets()
    {
        TimeSpan[] whole =
        [
            TimeSpan.Zero, OneTick, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), TimeSpan.FromHours(8),
            Retention - OneTick, Retention, Retention + OneTick,
        ];
        return whole.Concat(whole.Select(offset => -offset));
    }

    private static IEnumerable<DateTimeOffset> MomentsThatMatter(DateTimeOffset created)
    {
        DateTimeOffset[] edges = [Now, Now + Retention, created, created + Retention, Now + (Retention * 2)];
        TimeSpan[] around = [-TimeSpan.FromSeconds(5), -OneTick, TimeSpan.Zero, OneTick, TimeSpan.FromSeconds(5)];
        return from moment in edges.SelectMany(edge => around.Select(offset => edge + offset)).Distinct()
               where moment >= Now
               orderby moment
               select moment;
    }

    private static InMemoryDeduplicationStore Store(FakeTimeProvider time)
        => new(Options.Create(new InMemoryInboxOptions()), time, NullLogger<InMemoryDeduplicationStore>.Instance);
}
