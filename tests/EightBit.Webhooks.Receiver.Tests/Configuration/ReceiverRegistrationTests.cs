using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using EightBit.Webhooks.Receiver.Tests.Handlers;

namespace EightBit.Webhooks.Receiver.Tests.Configuration;

public sealed class ReceiverRegistrationTests
{
    private static readonly EventPayload OrderPayload = new EventPayload<Order>(OrderJson.Default.Order);

    [Theory]
    [InlineData("", "the default receiver")]
    [InlineData("acme", "receiver 'acme'")]
    public void AddHandler_TheSameForTheSamePayload_ThrowsAndNamesBoth(string name, string title)
    {
        var receiver = new ReceiverRegistration(name);
        receiver.AddHandler(new TypedHandlerRegistration<MessageReceived, OnMessage>());

        var again = () => receiver.AddHandler(new TypedHandlerRegistration<MessageReceived, OnMessage>());

        again.Should().Throw<InvalidOperationException>()
            .WithMessage($"*{typeof(OnMessage)} is registered twice for MessageReceived on {title}*Remove one*");
    }

    [Fact]
    public void AddHandler_TheSameForTheSamePattern_Throws()
    {
        var receiver = new ReceiverRegistration("");
        receiver.AddHandler(Pattern("message.*"));

        FluentActions.Invoking(() => receiver.AddHandler(Pattern("message.*"))).Should().Throw<InvalidOperationException>()
            .WithMessage("*twice for \"message.*\"*");
    }

    /// <summary>
    /// As two assemblies may have: progress, history and metrics know handlers by their names, so one would count as done when the other is.
    /// The compiler does not make two such types in one assembly, so the registrations are made up.
    /// </summary>
    [Fact]
    public void AddHandler_OtherTypeOfTheSameName_Throws()
    {
        var receiver = new ReceiverRegistration("");
        receiver.AddHandler(new NamedHandler("App.OnMessage", typeof(string), "a"));
        receiver.AddHandler(new NamedHandler("App.OnMessage", typeof(string), "b"));

        FluentActions.Invoking(() => receiver.AddHandler(new NamedHandler("App.OnMessage", typeof(Uri), "c"))).Should().Throw<InvalidOperationException>()
            .WithMessage("*App.OnMessage*System.Private.CoreLib*System.Private.Uri*Rename one*");
    }

    [Fact]
    public void AddHandler_TheSameForOtherPayloadsOrPatterns_IsTaken()
    {
        var receiver = new ReceiverRegistration("");

        receiver.AddHandler(new TypedHandlerRegistration<MessageReceived, OnMuch>());
        receiver.AddHandler(new TypedHandlerRegistration<MessageSent, OnMuch>());
        receiver.AddHandler(Pattern("message.*"));
        receiver.AddHandler(Pattern("*"));

        receiver.Handlers.For("message.received").Should().HaveCount(2);
    }

    [Fact]
    public void Handlers_PayloadThatNoEventTypeIsReadAs_ThrowsAndSaysWhatToAdd()
    {
        var receiver = new ReceiverRegistration("acme");
        receiver.AddHandler(new TypedHandlerRegistration<Order, OnOrder>());

        FluentActions.Invoking(() => receiver.Handlers).Should().Throw<InvalidOperationException>()
            .WithMessage($"*{typeof(OnOrder)} handles {typeof(Order)} on receiver 'acme'*would never run*AddEvent(*JsonContext.Default.Order)*");
    }

    [Fact]
    public void Handlers_BuiltInPayloadThatWasReplaced_Throws()
    {
        var receiver = new ReceiverRegistration("");
        receiver.AddHandler(new TypedHandlerRegistration<MessageReceived, OnMessage>());
        receiver.AddEvent("message.received", OrderPayload);

        FluentActions.Invoking(() => receiver.Handlers).Should().Throw<InvalidOperationException>().WithMessage("*replaced this built-in payload*");
    }

    [Fact]
    public void Handlers_EventAddedAfterItsHandler_Reaches()
    {
        var receiver = new ReceiverRegistration("");
        receiver.AddHandler(new TypedHandlerRegistration<Order, OnOrder>());
        receiver.AddEvent("order.placed", OrderPayload);

        receiver.Handlers.For("order.placed").Should().ContainSingle();
    }

    [Fact]
    public void Handlers_HandlerOfUnknownEvents_NeedsNoEventType()
    {
        var receiver = new ReceiverRegistration("");
        receiver.AddHandler(new TypedHandlerRegistration<UnknownEvent, OnUnknown>());

        receiver.Handlers.For("never.heard.of").Should().ContainSingle();
    }

    [Fact]
    public void AddEvent_TheSameTypeTwice_ThrowsAndNamesBothPayloads()
    {
        var receiver = new ReceiverRegistration("");
        receiver.AddEvent("order.placed", OrderPayload);

        var again = () => receiver.AddEvent("order.placed", PlatformEvents.All["message.sent"]);

        again.Should().Throw<InvalidOperationException>()
            .WithMessage($"*twice for \"order.placed\" on the default receiver*{typeof(Order)}*{typeof(MessageSent)}*");
        receiver.Events["order.placed"].DataType.Should().Be<Order>();
    }

    private static PatternHandlerRegistration<OnMuch> Pattern(string pattern) => new(EventTypePattern.Parse(pattern));

    private sealed class NamedHandler(string name, Type type, string subject) : HandlerRegistration
    {
        public override string Name => name;

        public override Type HandlerType => type;

        public override string Subject => subject;

        public override bool NeedsPayload => false;

        public override bool Handles(string eventType, EventCatalog catalog) => true;

        public override HandledEvents Describe(string receiver, EventCatalog catalog) => throw new NotSupportedException();

        public override void ThrowIfUnreachable(EventCatalog catalog, string receiver)
        {
        }

        public override Task InvokeAsync(IServiceProvider services, WebhookEvent webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
