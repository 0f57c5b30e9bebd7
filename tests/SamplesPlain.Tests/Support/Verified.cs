using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;
using EightBit.Webhooks.Receiver.Verifying;

namespace SamplesPlain.Tests.Support;

/// <summary>Makes the events that handlers get.</summary>
internal static class Verified
{
    private const string Secret = "a secret that only the tests know";

    public static WebhookEvent Event(SampleEvent sampleEvent)
    {
        var delivery = SignedDelivery.Of(sampleEvent, WebhookSecret.FromText(Secret));
        return new WebhookVerifier(new WebhookReceiverOptions { Secrets = { Secret } }).Verify(new UnverifiedDelivery
        {
            Body = delivery.Body,
            Signature = delivery.Signature,
            Timestamp = delivery.Headers["X-8bit-Timestamp"],
        }).Event!;
    }
}
