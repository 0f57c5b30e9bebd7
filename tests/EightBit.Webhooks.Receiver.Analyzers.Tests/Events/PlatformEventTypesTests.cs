using EightBit.Webhooks.Receiver.Analyzers.Events;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace EightBit.Webhooks.Receiver.Analyzers.Tests.Events;

public sealed class PlatformEventTypesTests
{
    [Fact]
    public void The_analyzer_knows_the_events_that_the_receiver_knows()
        => PlatformEventTypes.All.Should().BeEquivalentTo(PlatformEvents.All.Keys);

    [Theory]
    [InlineData("*")]
    [InlineData("a.*")]
    [InlineData("a.b")]
    [InlineData("a")]
    [InlineData(".*")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a*")]
    [InlineData("*.a")]
    [InlineData("a.*.*")]
    [InlineData("a b")]
    public void The_analyzer_reads_a_pattern_as_the_receiver_does(string pattern)
    {
        var parse = () => EventTypePattern.Parse(pattern);
        if (PatternText.IsValid(pattern))
        {
            parse.Should().NotThrow();
            PatternText.MatchesAny(pattern, ["a.b"]).Should().Be(parse().Matches("a.b"));
        }
        else
        {
            parse.Should().Throw<ArgumentException>();
        }
    }
}
