using System.Collections.Frozen;

namespace EightBit.Webhooks.Receiver.Events;

/// <summary>Which payload type each event type is read as, for one receiver.</summary>
internal sealed class EventCatalog
{
    private readonly FrozenDictionary<string, EventPayload> _payloads;

    public EventCatalog(IEnumerable<KeyValuePair<string, EventPayload>> added)
    {
        var payloads = new Dictionary<string, EventPayload>(PlatformEvents.All, StringComparer.Ordinal);
        foreach (var (eventType, payload) in added)
        {
            payloads[eventType] = payload;
        }

        _payloads = payloads.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public EventPayload this[string eventType] => _payloads.GetValueOrDefault(eventType, PlatformEvents.Unknown);

    public IEnumerable<string> TypesReadAs(Type dataType)
        => from payload in _payloads where payload.Value.DataType == dataType select payload.Key;

    public IEnumerable<string> EventTypes => _payloads.Keys;
}
