using EightBit.Webhooks.Receiver.Freshness;
using Microsoft.Extensions.Primitives;

namespace EightBit.Webhooks.Receiver.Tests.Freshness;

public sealed class TimestampWindowTests
{
    private const long SentAt = 1_714_564_800;

    private static readonly DateTimeOffset Sent = DateTimeOffset.FromUnixTimeSeconds(SentAt);
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan OneTick = TimeSpan.FromTicks(1);

    [Fact]
    public void Check_ExactlyAtTheTolerance_IsFreshEitherWay()
    {
        Check("1714564800", Sent + Tolerance).Should().Be(FreshnessVerdict.Fresh);
        Check("1714564800", Sent - Tolerance).Should().Be(FreshnessVerdict.Fresh);
    }

    [Fact]
    public void Check_OneTickBeyondTheTolerance_IsStaleOrInFuture()
    {
        Check("1714564800", Sent + Tolerance + OneTick).Should().Be(FreshnessVerdict.Stale);
        Check("1714564800", Sent - Tolerance - OneTick).Should().Be(FreshnessVerdict.InFuture);
    }

    [Fact]
    public void Check_Milliseconds_AreHeldToTheSameTolerance()
    {
        Check("1714564800123", Sent.AddMilliseconds(123) + Tolerance).Should().Be(FreshnessVerdict.Fresh);
        Check("1714564800123", Sent.AddMilliseconds(123) + Tolerance + OneTick).Should().Be(FreshnessVerdict.Stale);
    }

    [Fact]
    public void Check_TimesAtTheEndsOfTheCalendar_AreJudgedWithoutOverflow()
    {
        Check("0", DateTimeOffset.MaxValue).Should().Be(FreshnessVerdict.Stale);
        Check("253402300799", DateTimeOffset.MinValue).Should().Be(FreshnessVerdict.InFuture);
    }

    [Fact]
    public void Check_NoHeader_IsMissing()
    {
        Check(StringValues.Empty, Sent).Should().Be(FreshnessVerdict.Missing);
        Check("", Sent).Should().Be(FreshnessVerdict.Missing);
        Check(new StringValues((string?)null), Sent).Should().Be(FreshnessVerdict.Missing);
    }

    [Fact]
    public void Check_TwoHeaders_IsMalformedEvenIfTheyAgree()
    {
        Check(new StringValues(["1714564800", "1714564800"]), Sent).Should().Be(FreshnessVerdict.Malformed);
        Check(new StringValues(["1714564800", ""]), Sent).Should().Be(FreshnessVerdict.Malformed);
        Check(new StringValues(["", ""]), Sent).Should().Be(FreshnessVerdict.Malformed);
    }

    [Fact]
    public void Check_UnreadableHeader_IsMalformed() => Check("soon", Sent).Should().Be(FreshnessVerdict.Malformed);

    [Fact]
    public void Check_ReadableHeader_TellsWhenItWasSentWhateverTheVerdict()
    {
        TimestampWindow.Check("1714564800", Sent + TimeSpan.FromDays(1), Tolerance, out var sentAt);

        sentAt.Should().Be(Sent);
    }

    private static FreshnessVerdict Check(StringValues header, DateTimeOffset now) => TimestampWindow.Check(header, now, Tolerance, out _);
}
