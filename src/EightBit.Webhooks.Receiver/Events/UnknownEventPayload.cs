using System.Text.Json;

namespace EightBit.Webhooks.Receiver.Events;

/// <summary>Reads any data as it is.</summary>
internal sealed class UnknownEventPayload : EventPayload
{
    public override Type DataType => typeof(UnknownEvent);

    public override WebhookEvent Read(WebhookEvent raw)
    {
        var data = new UnknownEvent { Json = raw.RawData.IsEmpty ? default : JsonElement.Parse(raw.RawData.Span) };
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
