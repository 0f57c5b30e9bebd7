using System.Text;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Events;

namespace EightBit.Webhooks.Receiver.Tests.Events;

public sealed class UnknownEventPayloadTests
{
    [Theory]
    [InlineData("{}", JsonValueKind.Object)]
    [InlineData("""{"a":[1,{"b":null}]}""", JsonValueKind.Object)]
    [InlineData("[1,2]", JsonValueKind.Array)]
    [InlineData("\"text \\ud83d\\ude00\"", JsonValueKind.String)]
    [InlineData("1e400", JsonValueKind.Number)]
    [InlineData("true", JsonValueKind.True)]
    [InlineData("false", JsonValueKind.False)]
    [InlineData("null", JsonValueKind.Null)]
    public void Read_AnyKindOfJson_IsGivenAsItCame(string json, JsonValueKind kind)
    {
        var data = Read(json);

        data.Json.ValueKind.Should().Be(kind);
        data.Json.GetRawText().Should().Be(json);
    }

    [Fact]
    public void Read_HalfASurrogatePairAnywhere_BecomesAReplacementCharacterAndTheRawDataStays()
    {
        const string Cut = """{"content":"cut \ud83d","\udc00":1}""";
        var raw = new RawWebhookEvent("evt_1", "order.placed") { RawData = Encoding.UTF8.GetBytes(Cut) };

        var read = (WebhookEvent<UnknownEvent>)PlatformEvents.Unknown.Read(raw);

        read.Data.Json.GetProperty("content").GetString().Should().Be("cut \ufffd");
        read.Data.Json.EnumerateObject().Last().Name.Should().Be("\ufffd");
        Encoding.UTF8.GetString(read.RawData.Span).Should().Be(Cut);
    }

    [Fact]
    public void Read_NoData_IsUndefined() => Read("").Json.ValueKind.Should().Be(JsonValueKind.Undefined);

    private static UnknownEvent Read(string json)
    {
        var raw = new RawWebhookEvent("evt_1", "order.placed") { RawData = Encoding.UTF8.GetBytes(json) };
        var read = PlatformEvents.Unknown.Read(raw);
        return read.Should().BeOfType<WebhookEvent<UnknownEvent>>().Which.Data;
    }
}
