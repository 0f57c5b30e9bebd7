using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using EightBit.Webhooks.Receiver.Events;

namespace EightBit.Webhooks.Receiver.Tests.Events;

public sealed partial class WebhookEventTests
{
    [Fact]
    public void ReadAs_PayloadTypeOfTheEvent_ReadsTheDataAndKeepsTheRest()
    {
        var raw = Raw(WebhookEventTypes.MessageReceived, """{"content":"hi"}""");

        var read = raw.ReadAs<MessageReceived>();

        read.Data.Content.Should().Be("hi");
        (read.Id, read.Type, read.ConversationId).Should().Be((raw.Id, raw.Type, raw.ConversationId));
        read.Delivery.Should().BeSameAs(raw.Delivery);
    }

    [Theory]
    [InlineData(WebhookEventTypes.MessageSent, "*message.sent is read as MessageSent, not as MessageReceived*")]
    [InlineData("order.placed", "*order.placed is read as UnknownEvent, not as MessageReceived*")]
    public void ReadAs_PayloadTypeOfAnotherEvent_ThrowsInsteadOfReadingNothing(string type, string message)
        => Raw(type, "{}").Invoking(raw => raw.ReadAs<MessageReceived>()).Should().Throw<InvalidOperationException>().WithMessage(message);

    [Fact]
    public void ReadAs_DataThatIsNoObject_ThrowsAJsonException()
        => Raw(WebhookEventTypes.MessageReceived, "[]").Invoking(raw => raw.ReadAs<MessageReceived>()).Should().Throw<JsonException>();

    [Fact]
    public void ReadAs_OwnType_ReadsAnyEvent()
        => Raw("order.placed", """{"number":7}""").ReadAs(ReadAsJson.Default.OrderPlaced).Data.Number.Should().Be(7);

    [Fact]
    public void ReadAs_EventThatHasBeenRead_IsTheSame()
    {
        WebhookEvent message = new WebhookEvent<MessageReceived>("evt_1", WebhookEventTypes.MessageReceived, new MessageReceived());
        WebhookEvent order = new WebhookEvent<OrderPlaced>("evt_1", "order.placed", new OrderPlaced(7));

        message.ReadAs<MessageReceived>().Should().BeSameAs(message);
        order.ReadAs(ReadAsJson.Default.OrderPlaced).Should().BeSameAs(order);
    }

    [Fact]
    public void ToString_Always_IsTypeAndIdAndNothingOfTheData()
        => Raw("order.placed", """{"card":"4111"}""").ToString().Should().Be("order.placed evt_1");

    private static RawWebhookEvent Raw(string type, string json) => new("evt_1", type)
    {
        ConversationId = "conv_1",
        RawData = Encoding.UTF8.GetBytes(json),
        Delivery = new WebhookDelivery { Receiver = "acme" },
    };

    internal sealed record OrderPlaced([property: JsonPropertyName("number")] int Number);

    [JsonSerializable(typeof(OrderPlaced))]
    internal sealed partial class ReadAsJson : JsonSerializerContext;
}
