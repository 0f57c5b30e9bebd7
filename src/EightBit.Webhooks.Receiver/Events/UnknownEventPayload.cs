using System.Text.Json;
using EightBit.Webhooks.Receiver.Envelopes;

namespace EightBit.Webhooks.Receiver.Events;

/// <summary>Reads any data as it is.</summary>
internal sealed class UnknownEventPayload : EventPayload
{
    public override Type DataType => typeof(UnknownEvent);

    public override WebhookEvent Read(WebhookEvent raw)
    {
        // A handler could not read a text with half of a surrogate pair; one that was cut in the middle of an emoji is still worth handling.
        var data = new UnknownEvent { Json = raw.RawData.IsEmpty ? default : JsonElement.Parse(LoneSurrogates.Replace(raw.RawData.Span)) };
        return new WebhookEvent<UnknownEvent>(raw.Id, raw.Type, data)
        {
            ConversationId = raw.ConversationId,
            CreatedAt = raw.CreatedAt,
            Body = raw.Body,
            RawData = raw.RawData,
            Delivery = raw.Delivery,
        };
    }
}
