using System.Text;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Processing;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class PayloadReadingTests
{
    [Fact]
    public void Of_ReadableData_IsTheTypedEvent()
        => PayloadReading.Of(Raw("""{"content":"hi"}"""), PlatformEvents.All["message.received"])
            .Event.Should().BeOfType<WebhookEvent<MessageReceived>>().Which.Data.Content.Should().Be("hi");

    [Fact]
    public void Of_UnreadableData_NamesThePayloadTypeAndDoesNotThrow()
    {
        var reading = PayloadReading.Of(Raw("[1]"), PlatformEvents.All["message.received"]);

        reading.Event.Should().BeNull();
        reading.Error.Should().Contain($"cannot be read as {typeof(MessageReceived)}");
    }

    [Fact]
    public void Of_ConverterThatThrowsAnything_IsUnreadableData()
    {
        var reading = PayloadReading.Of(Raw("{}"), new FaultyPayload());

        reading.Error.Should().Contain("the converter's own fault");
    }

    [Fact]
    public void Of_MemberNameWithALineEnd_GivesAnErrorOfOneLine()
    {
        // As a JsonException says it: the names come from the body.
        var reading = PayloadReading.Of(Raw("{}"), new FaultyPayload("no number at $['a\nforged\u2028line\u202e']"));

        reading.Error.Should().EndWith("$['a\\u000aforged\\u2028line\\u202e']");
    }

    private static RawWebhookEvent Raw(string data) => new("evt_1", "message.received") { RawData = Encoding.UTF8.GetBytes(data) };

    private sealed class FaultyPayload(string fault = "the converter's own fault") : EventPayload
    {
        public override Type DataType => typeof(string);

        public override WebhookEvent Read(WebhookEvent raw) => throw new FormatException(fault);
    }
}
