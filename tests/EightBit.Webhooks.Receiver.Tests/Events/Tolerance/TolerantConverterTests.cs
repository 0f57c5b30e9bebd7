using System.Text.Json;
using EightBit.Webhooks.Receiver.Events;

namespace EightBit.Webhooks.Receiver.Tests.Events.Tolerance;

/// <summary>What each kind of JSON becomes where a payload expects a text, a number, a time, a list or a contact.</summary>
public sealed class TolerantConverterTests
{
    [Theory]
    [InlineData("\"text\"", "text")]
    [InlineData("\"\"", "")]
    [InlineData("\"\\u0041\\n\"", "A\n")]
    [InlineData("42", "42")]
    [InlineData("-1.50", "-1.50")]
    [InlineData("1e400", "1e400")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("{ \"a\" : [1] }", "{ \"a\" : [1] }")]
    [InlineData("[1, \"x\"]", "[1, \"x\"]")]
    [InlineData("null", null)]
    public void Text_AnyKind_IsReadAsText(string json, string? expected) => ReadMessage("content", json).Content.Should().Be(expected);

    [Theory]
    [InlineData("42", 42L)]
    [InlineData("-42", -42L)]
    [InlineData("42.0", 42L)]
    [InlineData("4.2e1", 42L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("\"42\"", 42L)]
    [InlineData("\"42.00\"", 42L)]
    [InlineData("\"-42\"", -42L)]
    [InlineData("\"1e3\"", 1000L)]
    [InlineData("42.5", null)]
    [InlineData("9223372036854775808", null)]
    [InlineData("-9223372036854775809", null)]
    [InlineData("1e400", null)]
    [InlineData("\"42.5\"", null)]
    [InlineData("\"9223372036854775808\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"many\"", null)]
    [InlineData("\"1,000\"", null)]
    [InlineData("true", null)]
    [InlineData("null", null)]
    [InlineData("{\"a\":1}", null)]
    [InlineData("[1]", null)]
    public void Integer_AnyKind_IsReadOrNull(string json, long? expected) => ReadMessage("tokens_used", json).TokensUsed.Should().Be(expected);

    [Theory]
    [InlineData("42", "42")]
    [InlineData("-0.125", "-0.125")]
    [InlineData("1e3", "1000")]
    [InlineData("\"4.5\"", "4.5")]
    [InlineData("\"-4.5e1\"", "-45")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("79228162514264337593543950336", null)]
    [InlineData("1e400", null)]
    [InlineData("\"1e400\"", null)]
    [InlineData("\"NaN\"", null)]
    [InlineData("\"4,5\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("false", null)]
    [InlineData("null", null)]
    [InlineData("{\"value\":4}", null)]
    [InlineData("[4]", null)]
    public void Decimal_AnyKind_IsReadOrNull(string json, string? expected)
        => ReadMessage("response_time_ms", json).ResponseTimeMs?.ToString(System.Globalization.CultureInfo.InvariantCulture).Should().Be(expected);

    [Theory]
    [InlineData("\"2024-05-01T12:00:00Z\"", true)]
    [InlineData("\"2024-05-01T14:00:00+02:00\"", true)]
    [InlineData("1714564800", true)]
    [InlineData("1714564800000", true)]
    [InlineData("\"1714564800\"", true)]
    [InlineData("\"noon\"", false)]
    [InlineData("\"\"", false)]
    [InlineData("\"10:30\"", false)]
    [InlineData("-1", false)]
    [InlineData("1e400", false)]
    [InlineData("true", false)]
    [InlineData("null", false)]
    [InlineData("{\"at\":1714564800}", false)]
    [InlineData("[1714564800]", false)]
    public void Time_AnyKind_IsReadOrNull(string json, bool readable)
        => ReadMessage("sent_at", json).SentAt.Should().Be(readable ? DateTimeOffset.FromUnixTimeSeconds(1_714_564_800) : null);

    [Theory]
    [InlineData("[]", new string[0])]
    [InlineData("[\"a\",\"b\"]", new[] { "a", "b" })]
    [InlineData("[1,true,null,{\"a\":1},[2]]", new[] { "1", "true", "{\"a\":1}", "[2]" })]
    [InlineData("\"a\"", new[] { "a" })]
    [InlineData("7", new[] { "7" })]
    [InlineData("false", new[] { "false" })]
    [InlineData("{\"a\":1}", new[] { "{\"a\":1}" })]
    [InlineData("null", null)]
    public void List_AnyKind_IsReadAsAList(string json, string[]? expected)
    {
        var read = Read("conversation.updated", "tags", json, EventJson.Default.ConversationUpdated).Tags;

        if (expected is null)
        {
            read.Should().BeNull();
        }
        else
        {
            read.Should().Equal(expected);
        }
    }

    [Theory]
    [InlineData("\"k\"", "k")]
    [InlineData("7", "7")]
    [InlineData("{\"id\":\"k\"}", "k")]
    [InlineData("{\"id\":7}", "7")]
    [InlineData("{\"id\":{\"a\":1}}", "{\"a\":1}")]
    [InlineData("{\"id\":null}", null)]
    [InlineData("{}", null)]
    public void Contact_TextNumberOrObject_IsAContactWithThatId(string json, string? id)
    {
        var contact = ReadReceived(json).Contact;

        contact.Should().NotBeNull();
        contact!.Id.Should().Be(id);
        contact.AdditionalProperties.Should().BeNull();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[{\"id\":\"k\"}]")]
    public void Contact_AnythingElse_IsNull(string json) => ReadReceived(json).Contact.Should().BeNull();

    [Fact]
    public void Contact_MembersWithoutAProperty_AreKeptAndWrittenAgain()
    {
        var read = ReadReceived("""{"name":"n","vip":true,"address":{"city":"x"},"id":"k","phone":49,"email":["e"]}""");

        read.Contact!.Phone.Should().Be("49");
        read.Contact.Email.Should().Be("[\"e\"]");
        read.Contact.AdditionalProperties.Should().HaveCount(2);
        JsonSerializer.Serialize(read with { AdditionalProperties = null }, EventJson.Default.MessageReceived).Should().Be(
            """{"contact":{"id":"k","name":"n","email":"[\u0022e\u0022]","phone":"49","vip":true,"address":{"city":"x"}}}""");
    }

    [Fact]
    public void AnyConverter_PropertyGivenTwice_TakesTheLast()
        => JsonSerializer.Deserialize("""{"content":{"a":1},"content":"x"}""", EventJson.Default.MessageSent)!.Content.Should().Be("x");

    private static MessageSent ReadMessage(string property, string json) => Read("message.sent", property, json, EventJson.Default.MessageSent);

    private static MessageReceived ReadReceived(string contact) => Read("message.received", "contact", contact, EventJson.Default.MessageReceived);

    private static T Read<T>(string type, string property, string json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> typeInfo)
        where T : EventData
    {
        // What follows must be read too: a converter that leaves the reader elsewhere breaks its neighbours.
        var data = JsonSerializer.Deserialize($$"""{"before":0,"{{property}}":{{json}},"after":1}""", typeInfo)!;
        data.AdditionalProperties.Should().HaveCount(2, type);
        return data;
    }
}
