using System.Text;
using System.Text.Json.Serialization;
using EightBit.Webhooks.Receiver.Events;

namespace EightBit.Webhooks.Receiver.Tests.Events;

public sealed partial class EventCatalogTests
{
    private static readonly EventPayload Order = new EventPayload<OrderPlaced>(OwnJson.Default.OrderPlaced);

    [Fact]
    public void Indexer_DocumentedType_IsItsBuiltInPayload()
        => Catalog()["message.received"].DataType.Should().Be<MessageReceived>();

    [Theory]
    [InlineData("order.placed")]
    [InlineData("Message.Received")]
    [InlineData("message.*")]
    [InlineData("")]
    public void Indexer_AnyOtherType_IsUnknown(string type) => Catalog()[type].DataType.Should().Be<UnknownEvent>();

    [Fact]
    public void Indexer_AddedType_IsTheAddedPayload()
    {
        var raw = new RawWebhookEvent("evt_1", "order.placed") { RawData = Encoding.UTF8.GetBytes("""{"number":7}""") };

        var read = Catalog(("order.placed", Order))["order.placed"].Read(raw);

        read.Should().BeOfType<WebhookEvent<OrderPlaced>>().Which.Data.Number.Should().Be(7);
    }

    [Fact]
    public void Indexer_AddedForADocumentedType_ReplacesTheBuiltInPayload()
    {
        var catalog = Catalog(("message.received", Order));

        catalog["message.received"].DataType.Should().Be<OrderPlaced>();
        catalog["message.sent"].DataType.Should().Be<MessageSent>();
        Catalog()["message.received"].DataType.Should().Be<MessageReceived>("one receiver's types are not another's");
    }

    [Fact]
    public void TypesReadAs_PayloadTypes_GivesTheirEventTypes()
    {
        var catalog = Catalog(("order.placed", Order), ("order.moved", Order), ("message.received", Order));

        catalog.TypesReadAs(typeof(OrderPlaced)).Should().BeEquivalentTo("order.placed", "order.moved", "message.received");
        catalog.TypesReadAs(typeof(MessageSent)).Should().BeEquivalentTo("message.sent");
        catalog.TypesReadAs(typeof(MessageReceived)).Should().BeEmpty("it was replaced");
        catalog.TypesReadAs(typeof(UnknownEvent)).Should().BeEmpty();
    }

    [Fact]
    public void EventTypes_Always_AreTheDocumentedAndTheAddedOnes()
        => Catalog(("order.placed", Order), ("message.sent", Order)).EventTypes
            .Should().BeEquivalentTo([.. PlatformEvents.All.Keys, "order.placed"]);

    private static EventCatalog Catalog(params (string Type, EventPayload Payload)[] added)
        => new(added.Select(one => KeyValuePair.Create(one.Type, one.Payload)));

    internal sealed record OrderPlaced([property: JsonPropertyName("number")] int Number);

    [JsonSerializable(typeof(OrderPlaced))]
    internal sealed partial class OwnJson : JsonSerializerContext;
}
