using EightBit.Webhooks.Cli.Simulating;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Cli.Tests.Simulating;

public sealed class PaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void UntilNext_AtARate_IsDueEachInterval()
    {
        var pace = new Pace(new Rate(10), _time);

        pace.UntilNext().Should().Be(TimeSpan.Zero);
        pace.Advance();
        pace.UntilNext().Should().Be(TimeSpan.FromMilliseconds(100));
        _time.Advance(TimeSpan.FromMilliseconds(130));
        pace.UntilNext().Should().BeLessThanOrEqualTo(TimeSpan.Zero);
        pace.Advance();
        pace.UntilNext().Should().Be(TimeSpan.FromMilliseconds(70), "what is late does not make the next one late");
    }

    [Fact]
    public void UntilNext_AfterALongPause_CatchesUpWithOneSecond()
    {
        var pace = new Pace(new Rate(10), _time);
        pace.Advance();
        _time.Advance(TimeSpan.FromMinutes(1));

        var due = 0;
        for (; pace.UntilNext() <= TimeSpan.Zero; due++)
        {
            pace.Advance();
        }

        due.Should().BeInRange(10, 11);
    }

    [Fact]
    public void UntilNext_AtMax_IsAlwaysDue()
    {
        var pace = new Pace(Rate.Max, _time);
        pace.Advance();
        pace.UntilNext().Should().Be(TimeSpan.Zero);
    }
}
