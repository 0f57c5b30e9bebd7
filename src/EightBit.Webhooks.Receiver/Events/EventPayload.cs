using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EightBit.Webhooks.Receiver.Envelopes;

namespace EightBit.Webhooks.Receiver.Events;

/// <summary>How the data of an event is read.</summary>
internal abstract class EventPayload
{
    public abstract Type DataType { get; }

    /// <exception cref="JsonException">The data is not what the payload type can be read from.</exception>
    public abstract WebhookEvent Read(WebhookEvent raw);
}

/// <inheritdoc/>
internal sealed class EventPayload<TData> : EventPayload
    where TData : class
{
    private readonly JsonTypeInfo<TData> _json;

    public EventPayload(JsonTypeInfo<TData> json) => _json = json;

    public override Type DataType => typeof(TData);

    public override WebhookEvent Read(WebhookEvent raw)
    {
        var json = raw.RawData.IsEmpty || raw.RawData.Span.SequenceEqual("null"u8) ? "{}"u8 : raw.RawData.Span;

        // A message that was cut in the middle of an emoji is still worth handling.
        var data = JsonSerializer.Deserialize(LoneSurrogates.Replace(json), _json) ?? throw new JsonException("The data was read as null.");
        return new WebhookEvent<TData>(raw.Id, raw.Type, data)
        {
            ConversationId = raw.ConversationId,
            CreatedAt = raw.CreatedAt,
            Body = raw.Body,
            RawData = raw.RawData,
            Delivery = raw.Delivery,
        };
    }
}
