namespace EightBit.Webhooks.Receiver.Events;

/// <summary>An event whose data nobody has read: what untyped handlers get, so that unreadable data does not stop them.</summary>
internal sealed class RawWebhookEvent : WebhookEvent
{
    public RawWebhookEvent(string id, string type)
        : base(id, type)
    {
    }
}
