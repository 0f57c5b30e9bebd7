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

    private static RawWebhookEvent Raw(string data) => new("evt_1", "message.received") { RawData = Encoding.UTF8.GetBytes(data) };

    private sealed class FaultyPayload : EventPayload
    {
        public override Type DataType => typeof(string);

        public override WebhookEvent Read(WebhookEvent raw) => throw new FormatException("the converter's own fault");
    }
}
