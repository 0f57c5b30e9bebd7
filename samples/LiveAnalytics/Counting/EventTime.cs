using EightBit.Webhooks.Receiver.Events;

namespace LiveAnalytics.Counting;

/// <summary>When an event happened. Always the same for the same event, so that a second run of a handler finds the same minute.</summary>
internal static class EventTime
{
    /// <returns>The payload's time, else the body's, else that of the arrival; and never later than the arrival, whatever it says.</returns>
    public static DateTimeOffset Of(WebhookEvent webhookEvent, DateTimeOffset? happenedAt)
    {
        var arrivedAt = webhookEvent.Delivery.ReceivedAt;
        var at = happenedAt ?? webhookEvent.CreatedAt ?? arrivedAt;
        return at < arrivedAt ? at : arrivedAt;
    }
}
