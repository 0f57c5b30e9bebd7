using System.Text;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Tests.Processing;

/// <summary>Deliveries as an inbox returns them.</summary>
internal static class Deliveries
{
    public static InboxDelivery Of(string body) => new()
    {
        Receiver = "acme",
        Tenant = "tenant",
        EventId = "evt_1",
        EventType = "message.received",
        CreatedAt = new DateTimeOffset(2024, 5, 1, 12, 0, 0, TimeSpan.Zero),
        SentAt = new DateTimeOffset(2024, 5, 1, 12, 0, 1, TimeSpan.Zero),
        ReceivedAt = new DateTimeOffset(2024, 5, 1, 12, 0, 2, TimeSpan.Zero),
        EventIdHeader = "hdr_1",
        RememberFor = TimeSpan.FromDays(3),
        Body = Encoding.UTF8.GetBytes(body),
    };
}
