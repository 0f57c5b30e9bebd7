using EightBit.Webhooks.Receiver.Handlers;

namespace EightBit.Webhooks.Receiver.Tests.Handlers;

public sealed class EventTypePatternTests
{
    [Theory]
    [InlineData("*", "conversation.created", true)]
    [InlineData("*", "anything", true)]
    [InlineData("conversation.*", "conversation.created", true)]
    [InlineData("conversation.*", "conversation.created.v2", true)]
    [InlineData("conversation.*", "conversations.merged", false)]
    [InlineData("conversation.*", "conversation", false)]
    [InlineData("conversation.*", "Conversation.created", false)]
    [InlineData("conversation.*", "my.conversation.created", false)]
    [InlineData("a.b.*", "a.b.c", true)]
    [InlineData("a.b.*", "a.c", false)]
    [InlineData("message.received", "message.received", true)]
    [InlineData("message.received", "message.received.v2", false)]
    [InlineData("message.received", "message.Received", false)]
    [InlineData("message.received", "message", false)]
    [InlineData("message", "message", true)]
    [InlineData("message", "message.received", false)]
    public void Matches_EventType_AsThePlatformsSubscriptionsDo(string pattern, string eventType, bool expected)
        => EventTypePattern.Parse(pattern).Matches(eventType).Should().Be(expected);

    [Theory]
    [InlineData("**")]
    [InlineData("*.*")]
    [InlineData(".*")]
    [InlineData("*.created")]
    [InlineData("conversation*")]
    [InlineData("conver*.created")]
    [InlineData("conversation.*.*")]
    [InlineData("conversation.**")]
    [InlineData("* ")]
    [InlineData(" *")]
    [InlineData("message.received ")]
    [InlineData("message. received")]
    [InlineData("message.received\n")]
    public void Parse_AnythingElse_ThrowsWithThePatternAndExamples(string pattern)
    {
        FluentActions.Invoking(() => EventTypePattern.Parse(pattern)).Should().Throw<ArgumentException>()
            .Where(exception => exception.Message.Contains($"\"{pattern}\"", StringComparison.Ordinal))
            .WithMessage("*\"conversation.*\" for a category*");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void Parse_Nothing_Throws(string? pattern)
        => FluentActions.Invoking(() => EventTypePattern.Parse(pattern!)).Should().Throw<ArgumentException>();

    [Fact]
    public void ToString_AnyPattern_IsWhatWasWritten() => EventTypePattern.Parse("conversation.*").ToString().Should().Be("conversation.*");
}
