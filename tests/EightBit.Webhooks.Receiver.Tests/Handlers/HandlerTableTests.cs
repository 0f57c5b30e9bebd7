using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace EightBit.Webhooks.Receiver.Tests.Handlers;

public sealed class HandlerTableTests
{
    private static readonly EventCatalog Catalog = new([KeyValuePair.Create<string, EventPayload>(
        "order.placed", new EventPayload<Order>(OrderJson.Default.Order))]);

    [Fact]
    public void For_AnEventType_GivesItsHandlersInTheOrderOfRegistration()
    {
        var table = Table(Pattern("*"), new TypedHandlerRegistration<MessageReceived, OnMessageToo>(), new TypedHandlerRegistration<MessageReceived, OnMessage>());

        TypesFor(table, "message.received").Should().Equal(typeof(OnMuch), typeof(OnMessageToo), typeof(OnMessage));
        TypesFor(table, "message.sent").Should().Equal(typeof(OnMuch));
    }

    [Fact]
    public void For_SeveralPatternsOfAHandlerMatch_GivesItOnce()
    {
        var table = Table(Pattern("message.received"), Pattern("message.*"), Pattern("*"));

        TypesFor(table, "message.received").Should().Equal(typeof(OnMuch));
        TypesFor(table, "message.new").Should().Equal(typeof(OnMuch));
        TypesFor(table, "never.heard.of").Should().Equal(typeof(OnMuch));
    }

    [Fact]
    public void For_AClassThatIsATypedAndAnUntypedHandler_GivesBoth()
    {
        var table = Table(new TypedHandlerRegistration<MessageReceived, OnMuch>(), new TypedHandlerRegistration<MessageSent, OnMuch>(), Pattern("*"));

        table.For("message.received").Select(handler => handler.Subject).Should().Equal("MessageReceived", "\"*\"");
        table.For("message.sent").Select(handler => handler.Subject).Should().Equal("MessageSent", "\"*\"");
        table.For("message.received").Select(handler => handler.Name).Should().OnlyHaveUniqueItems("progress is kept by name");
    }

    [Fact]
    public void For_ATypeThatNobodyKnows_ReachesHandlersOfUnknownEvents()
    {
        var table = Table(new TypedHandlerRegistration<UnknownEvent, OnUnknown>(), new TypedHandlerRegistration<Order, OnOrder>());

        TypesFor(table, "never.heard.of").Should().Equal(typeof(OnUnknown));
        TypesFor(table, "message.received").Should().BeEmpty();
        TypesFor(table, "order.placed").Should().Equal(typeof(OnOrder));
    }

    [Fact]
    public void IsEmpty_WithAndWithoutHandlers_TellsWhich()
    {
        Table().IsEmpty.Should().BeTrue();
        Table(Pattern("message.received")).IsEmpty.Should().BeFalse();
    }

    private static PatternHandlerRegistration<OnMuch> Pattern(string pattern) => new(EventTypePattern.Parse(pattern));

    private static HandlerTable Table(params HandlerRegistration[] registrations) => new(Catalog, registrations);

    private static IEnumerable<Type> TypesFor(HandlerTable table, string eventType) => table.For(eventType).Select(handler => handler.HandlerType);
}
