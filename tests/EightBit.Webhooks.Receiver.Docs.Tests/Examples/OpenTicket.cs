using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace Shop;

internal sealed class OpenTicket(ShopDb db) : IWebhookHandler<ConversationEscalated>
{
    public async Task HandleAsync(WebhookEvent<ConversationEscalated> webhookEvent, CancellationToken cancellationToken)
    {
        var receiver = webhookEvent.Delivery.Receiver;
        if (await db.HandledEvents.FindAsync([receiver, webhookEvent.Id, nameof(OpenTicket)], cancellationToken) is not null)
        {
            return; // an earlier attempt got as far as the commit
        }

        db.HandledEvents.Add(new HandledEvent(receiver, webhookEvent.Id, nameof(OpenTicket)));
        db.Tickets.Add(new Ticket(webhookEvent.ConversationId ?? "", webhookEvent.Data.Priority));
        await db.SaveChangesAsync(cancellationToken); // one transaction: both rows, or neither
    }
}
