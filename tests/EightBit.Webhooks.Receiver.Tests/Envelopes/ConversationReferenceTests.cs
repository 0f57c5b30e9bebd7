using System.Text;
using EightBit.Webhooks.Receiver.Envelopes;

namespace EightBit.Webhooks.Receiver.Tests.Envelopes;

public sealed class ConversationReferenceTests
{
    [Theory]
    [InlineData("""{"conversation_id":"c"}""")]
    [InlineData("""{"conversationId":"c"}""")]
    [InlineData("""{"conversation":{"id":"c"}}""")]
    [InlineData("""{"conversation":{"name":"n","tags":[{"id":"x"}],"id":"c","agent":{"id":"x"}}}""")]
    [InlineData("""{"conversation":[{"id":"x"}],"conversation_id":"c"}""")]
    [InlineData("""{"a":{"conversation_id":"x"},"b":[{"conversation_id":"y"}],"conversation_id":"c"}""")]
    public void ConversationId_InEachOfItsPlaces_IsFoundForAnyType(string data)
    {
        ConversationOf("message.received", data).Should().Be("c");
        ConversationOf("order.placed", data).Should().Be("c");
    }

    [Theory]
    [InlineData("conversation.created", "c")]
    [InlineData("conversation.anything.new", "c")]
    [InlineData("conversations.merged", null)]
    [InlineData("conversation", null)]
    [InlineData("Conversation.created", null)]
    [InlineData("message.received", null)]
    public void ConversationId_IdOfTheData_IsOneForConversationEventsOnly(string type, string? expected)
        => ConversationOf(type, """{"id":"c"}""").Should().Be(expected);

    [Theory]
    [InlineData("""{"id":"4","conversation":{"id":"3"},"conversationId":"2","conversation_id":"1"}""", "1")]
    [InlineData("""{"conversation_id":"1","conversationId":"2","conversation":{"id":"3"},"id":"4"}""", "1")]
    [InlineData("""{"id":"4","conversation":{"id":"3"},"conversationId":"2"}""", "2")]
    [InlineData("""{"conversation":{"id":"3"},"id":"4"}""", "3")]
    [InlineData("""{"id":"4","conversation":{"id":"3"}}""", "3")]
    [InlineData("""{"id":"4"}""", "4")]
    public void ConversationId_InSeveralPlaces_IsTakenByPrecedenceAndNotByOrder(string data, string expected)
        => ConversationOf("conversation.updated", data).Should().Be(expected);

    [Theory]
    [InlineData("42", "42")]
    [InlineData("-1", "-1")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("\"\\u0063\"", "c")]
    public void ConversationId_NumberOrEscapedText_IsItsText(string value, string expected)
    {
        ConversationOf("a.b", $$"""{"conversation_id":{{value}}}""").Should().Be(expected);
        ConversationOf("a.b", $$$"""{"conversation":{"id":{{{value}}}}}""").Should().Be(expected);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("{\"id\":\"x\"}")]
    [InlineData("[\"x\"]")]
    [InlineData("\"\"")]
    [InlineData("\" \"")]
    [InlineData("\"a\\nb\"")]
    [InlineData("\"\\ud83d\"")]
    public void ConversationId_UnusableValue_FallsBackToTheNextPlace(string value)
    {
        ConversationOf("a.b", $$"""{"conversation_id":{{value}}}""").Should().BeNull();
        ConversationOf("a.b", $$"""{"conversation_id":{{value}},"conversationId":"c"}""").Should().Be("c");
        ConversationOf("a.b", $$$"""{"conversationId":{{{value}}},"conversation":{"id":"c"}}""").Should().Be("c");
        ConversationOf("conversation.created", $$$"""{"id":"c","conversation":{"id":{{{value}}}}}""").Should().Be("c");
    }

    [Fact]
    public void ConversationId_OfMoreThan200Characters_IsNone()
    {
        ConversationOf("a.b", $$"""{"conversation_id":"{{new string('c', 200)}}"}""").Should().Be(new string('c', 200));
        ConversationOf("a.b", $$"""{"conversation_id":"{{new string('c', 201)}}"}""").Should().BeNull();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"c\"")]
    [InlineData("42")]
    [InlineData("[{\"conversation_id\":\"c\"}]")]
    [InlineData("{}")]
    [InlineData("""{"conversation":"c"}""")]
    [InlineData("""{"conversation":["c"]}""")]
    [InlineData("""{"conversation":null}""")]
    [InlineData("""{"Conversation_Id":"c"}""")]
    [InlineData("""{"message":{"conversation_id":"c"}}""")]
    public void ConversationId_NowhereInTheData_IsNone(string data) => ConversationOf("conversation.created", data).Should().BeNull();

    [Fact]
    public void ConversationId_OutsideTheData_IsNone()
        => Read("""{"id":"1","type":"a.b","conversation_id":"c","data":{}}""").ConversationId.Should().BeNull();

    [Fact]
    public void ConversationId_DataBeforeTheType_IsFoundAllTheSame()
        => Read("""{"data":{"id":"c"},"id":"1","type":"conversation.created"}""").ConversationId.Should().Be("c");

    private static string? ConversationOf(string type, string data)
        => Read($$"""{"id":"1","type":"{{type}}","data":{{data}},"after":1}""").ConversationId;

    private static EventEnvelope Read(string body)
    {
        EnvelopeReader.TryRead(Encoding.UTF8.GetBytes(body), out var envelope, out var problem).Should().BeTrue(problem);
        return envelope;
    }
}
