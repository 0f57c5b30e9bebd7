using EightBit.Webhooks.Receiver.Events;

namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>The typed event, read when the first handler wants it: an event that only raw handlers take is not read at all.</summary>
internal sealed class DeferredPayload
{
    private readonly RawWebhookEvent _raw;
    private readonly EventPayload _payload;
    private PayloadReading? _reading;

    public DeferredPayload(RawWebhookEvent raw, EventPayload payload)
    {
        _raw = raw;
        _payload = payload;
    }

    public PayloadReading Reading => _reading ??= PayloadReading.Of(_raw, _payload);
}
