using System.Text.Json;
using System.Text.Json.Nodes;
using EightBit.Webhooks.Receiver.Testing.Samples;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Samples;

public sealed class SampleEventTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void With_Properties_ChangesTheBody()
    {
        var changed = SampleEvents.MessageReceived with { Id = "evt_1", Type = "message.sent", CreatedAt = Time };

        var body = JsonNode.Parse(changed.ToUtf8Bytes())!;
        ((string?)body["id"], (string?)body["type"], (string?)body["created_at"]).Should().Be(("evt_1", "message.sent", "2026-01-02T03:04:05+00:00"));
        (changed.Id, changed.Type, changed.CreatedAt).Should().Be(("evt_1", "message.sent", Time));
    }

    [Fact]
    public void With_Anything_LeavesTheOriginalAsItWas()
    {
        var original = SampleEvents.MessageReceived;
        var before = original.ToString();

        _ = original.With("data.content", "changed").With("data.tags.0", "new").Without("data.contact") with { Id = "evt_1" };

        original.ToString().Should().Be(before);
    }

    [Theory]
    [InlineData("data.content", "hi", """{"data":{"content":"hi","tags":["a","b"],"contact":{"name":"Ada"}}}""")]
    [InlineData("data.contact.name", "Bo", """{"data":{"content":"x","tags":["a","b"],"contact":{"name":"Bo"}}}""")]
    [InlineData("data.order.id", "7", """{"data":{"content":"x","tags":["a","b"],"contact":{"name":"Ada"},"order":{"id":"7"}}}""")]
    [InlineData("data.tags.1", "c", """{"data":{"content":"x","tags":["a","c"],"contact":{"name":"Ada"}}}""")]
    [InlineData("data.tags.2", "c", """{"data":{"content":"x","tags":["a","b","c"],"contact":{"name":"Ada"}}}""")]
    [InlineData("note", "ü<", """{"data":{"content":"x","tags":["a","b"],"contact":{"name":"Ada"}},"note":"ü<"}""")]
    public void With_Path_SetsTheValueThere(string path, string value, string expected)
        => Example().With(path, value).ToString().Should().Be(expected);

    [Fact]
    public void With_ValuesOfEveryKind_WritesThemAsJson()
        => Example().Without("data.tags").Without("data.contact")
            .With("data.content", null).With("data.number", 5).With("data.truth", true).With("data.list", new JsonArray(1, 2)).ToString()
            .Should().Be("""{"data":{"content":null,"number":5,"truth":true,"list":[1,2]}}""");

    [Theory]
    [InlineData("data.content=hi", "\"hi\"")]
    [InlineData("data.content=5", "5")]
    [InlineData("data.content=\"5\"", "\"5\"")]
    [InlineData("data.content=null", "null")]
    [InlineData("data.content={\"a\":1}", "{\"a\":1}")]
    [InlineData("data.content=", "\"\"")]
    [InlineData("data.content=a=b", "\"a=b\"")]
    [InlineData("data.content=12 apples", "\"12 apples\"")]
    public void With_Assignment_TakesJsonAsJsonAndAnythingElseAsText(string assignment, string expected)
        => Example().With(assignment).Data.GetProperty("content").GetRawText().Should().Be(expected);

    [Theory]
    [InlineData("data.content", "path=value")]
    [InlineData("=5", "path=value")]
    [InlineData("data..content=5", "empty name")]
    [InlineData("data.content.text=5", "there is no 'text' in the String \"x\"")]
    [InlineData("data.tags.9=5", "list of 2")]
    [InlineData("data.tags.first=5", "list of 2")]
    public void With_AssignmentThatCannotBeFollowed_SaysWhy(string assignment, string explanation)
        => FluentActions.Invoking(() => Example().With(assignment)).Should().Throw<ArgumentException>().WithMessage($"*{explanation}*");

    [Theory]
    [InlineData("data.contact.name", """{"data":{"content":"x","tags":["a","b"],"contact":{}}}""")]
    [InlineData("data.tags.0", """{"data":{"content":"x","tags":["b"],"contact":{"name":"Ada"}}}""")]
    [InlineData("data.nothing.there", """{"data":{"content":"x","tags":["a","b"],"contact":{"name":"Ada"}}}""")]
    [InlineData("data", "{}")]
    public void Without_Path_RemovesTheValue(string path, string expected) => Example().Without(path).ToString().Should().Be(expected);

    [Fact]
    public void InConversation_AnyEvent_SetsTheFieldThatKeepsOrder()
        => SampleEvents.MessageSent.InConversation("conv_1").Data.GetProperty("conversation_id").GetString().Should().Be("conv_1");

    [Fact]
    public void Id_MissingOrNoText_IsEmpty()
    {
        Example().Id.Should().BeEmpty();
        Example().With("id", 5).Id.Should().BeEmpty();
        Example().CreatedAt.Should().BeNull();
        Example().Without("data").Data.ValueKind.Should().Be(JsonValueKind.Undefined);
    }

    [Fact]
    public void Create_PayloadObject_IsItsData()
    {
        var placed = SampleEvent.Create("order.placed", new OrderPlaced("o-1", 12.5m), OrderJson.Default.OrderPlaced);

        placed.Type.Should().Be("order.placed");
        placed.Id.Should().StartWith("evt_").And.HaveLength(28);
        placed.Data.GetRawText().Should().Be("""{"order_id":"o-1","total":12.5}""");
        SampleEvents.MessageReceived.WithData(new OrderPlaced("o-1", 1), OrderJson.Default.OrderPlaced).Data.GetRawText()
            .Should().Be("""{"order_id":"o-1","total":1}""");
    }

    [Fact]
    public void Parse_HalfASurrogatePair_IsRefusedWithWhatToDo()
        => FluentActions.Invoking(() => SampleEvent.Parse("""{"id":"evt_1","data":{"content":"cut \ud83d"}}"""))
            .Should().Throw<ArgumentException>().WithMessage("*surrogate*sign the bytes*");

    [Fact]
    public void With_HalfASurrogatePair_IsRefused()
        => FluentActions.Invoking(() => SampleEvents.MessageReceived.With("""data.content="\ud83d" """.TrimEnd())).Should().Throw<ArgumentException>();

    [Fact]
    public void Parse_NoObject_IsRefused()
        => FluentActions.Invoking(() => SampleEvent.Parse("[]")).Should().Throw<ArgumentException>().WithMessage("*JSON object*");

    private static SampleEvent Example()
        => SampleEvent.Parse("""{"data":{"content":"x","tags":["a","b"],"contact":{"name":"Ada"}}}""");
}
