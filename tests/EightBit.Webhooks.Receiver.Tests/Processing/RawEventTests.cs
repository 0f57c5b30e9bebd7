using System.Text;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Processing;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

public sealed class RawEventTests
{
    [Fact]
    public void From_Lease_CarriesAllThatTheInboxKept()
    {
        const string Body = "\uFEFF{\"id\":\"evt_1\", \"data\" : [1, 2] ,\"type\":\"message.received\"}";
        var delivery = Deliveries.Of(Body);

        var raw = RawEvent.From(new InboxLease(1, 2, 3, delivery, HandlerProgress.None));

        (raw.Id, raw.Type, raw.CreatedAt).Should().Be(("evt_1", "message.received", delivery.CreatedAt));
        Encoding.UTF8.GetString(raw.Body.Span).Should().Be(Body);
        Encoding.UTF8.GetString(raw.RawData.Span).Should().Be("[1, 2]");
        raw.Delivery.Should().Be(new WebhookDelivery
        {
            Receiver = "acme",
            Tenant = "tenant",
            Attempt = 3,
            ReceivedAt = delivery.ReceivedAt,
            SentAt = delivery.SentAt,
            EventIdHeader = "hdr_1",
        });
    }

    [Fact]
    public void From_BodyWithoutData_HasEmptyData()
        => RawEvent.From(new InboxLease(1, 1, 1, Deliveries.Of("""{"id":"evt_1","type":"message.received"}"""), HandlerProgress.None))
            .RawData.IsEmpty.Should().BeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("""{"id":"evt_1","type":"message.rec""")]
    [InlineData("[]")]
    public void From_DamagedBody_ThrowsAndNamesTheEvent(string body)
    {
        var lease = new InboxLease(1, 1, 1, Deliveries.Of(body), HandlerProgress.None);

        FluentActions.Invoking(() => RawEvent.From(lease)).Should().Throw<InvalidDataException>().WithMessage("*event evt_1 with a damaged body*");
    }
}
