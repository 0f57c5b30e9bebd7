using System.Text.Json;
using System.Text.Unicode;
using EightBit.Webhooks.Receiver.Events;

namespace Fuzz.Targets.Bodies;

/// <summary>The data of an event as each payload type: every property can be read, or the documented exception comes.</summary>
internal sealed class PayloadsTarget : IFuzzed
{
    public void Take(byte[] input)
    {
        if (!Utf8.IsValid(input))
        {
            return; // the envelope's reader refuses such bodies
        }

        foreach (var (type, payload) in PlatformEvents.All)
        {
            Read(type, payload, input);
        }

        Read("order.placed", new EventPayload<OrderPlaced>(OrderJson.Default.OrderPlaced), input);
        Read("something.else", PlatformEvents.Unknown, input);
    }

    private static void Read(string type, EventPayload payload, byte[] data)
    {
        WebhookEvent read;
        try
        {
            read = payload.Read(new RawWebhookEvent("evt_1", type) { RawData = data });
        }
        catch (JsonException)
        {
            return;
        }

        EventWalk.Over(read);
    }
}
