using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Dashboard.About;

/// <summary>What the page cannot show with this inbox and this log, in plain sentences.</summary>
internal static class Notes
{
    public static IReadOnlyList<string> Of(IWebhookInbox inbox, IWebhookDeliveryLog log)
    {
        var notes = new List<string>
        {
            "A completed event leaves nothing in the inbox but its id, so its payload cannot be shown: its lines in the delivery log are all there is.",
            "The charts show what this process has measured since it started, and no other process.",
        };
        if (!log.IsDurable)
        {
            notes.Add("The delivery log is kept in memory: it knows of this process alone, since it started, and holds a limited number of lines.");
        }

        if (!inbox.IsDurable)
        {
            notes.Add("The inbox is kept in memory: events and dead letters are this process's own, and are lost when it ends.");
        }
        else if (!log.IsDurable)
        {
            notes.Add("The inbox may be shared with other processes, whose deliveries are in their logs: an event that is held here may have no lines.");
        }

        return notes;
    }
}
