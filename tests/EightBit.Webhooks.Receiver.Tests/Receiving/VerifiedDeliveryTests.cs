using System.Diagnostics;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Envelopes;
using EightBit.Webhooks.Receiver.Receiving;

namespace EightBit.Webhooks.Receiver.Tests.Receiving;

public sealed class VerifiedDeliveryTests
{
    /// <summary>The header is not signed, and is kept with the event: of its own, Kestrel bounds it at 32 KB.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(512, 512)]
    [InlineData(513, null)]
    [InlineData(30_000, null)]
    public void ForInbox_TraceState_IsKeptUpTo512Characters(int length, int? kept)
    {
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C);
        activity.TraceStateString = new string('t', length);
        activity.Start();

        var delivery = Delivery().ForInbox();

        delivery.TraceParent.Should().Be(activity.Id).And.HaveLength(55);
        (delivery.TraceState?.Length).Should().Be(kept);
    }

    private static VerifiedDelivery Delivery() => new()
    {
        Receiver = "",
        Tenant = null,
        Body = "{}"u8.ToArray(),
        Envelope = new EventEnvelope("evt_1", "message.received", null, null, default),
        SentAt = default,
        ReceivedAt = default,
        EventIdHeader = null,
        RememberFor = TimeSpan.FromDays(3),
        SecretIndex = 0,
        Options = new WebhookReceiverOptions(),
    };
}
