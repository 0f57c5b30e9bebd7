using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Testing.Waiting;

/// <summary>Finds the dead letter of an event.</summary>
internal static class DeadLetters
{
    public static async Task<DeadLetter?> FindAsync(IWebhookInboxAdmin inbox, string eventId, CancellationToken cancellationToken)
    {
        var query = new DeadLetterQuery { Take = DeadLetterQuery.MaxTake };
        while (true)
        {
            var page = await inbox.ListDeadLettersAsync(query, cancellationToken);
            if (page.Items.FirstOrDefault(letter => letter.Delivery.EventId == eventId) is { } found)
            {
                return found;
            }

            if (page.Next is not { } next)
            {
                return null;
            }

            query = query with { After = next };
        }
    }
}
