using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using SupportDesk.Teams;

namespace SupportDesk.Tickets;

/// <summary>Opens a ticket for each conversation that a person has to take over.</summary>
internal sealed class OpenTicket : IWebhookHandler<ConversationEscalated>
{
    private readonly ITicketSystem _tickets;
    private readonly TeamDirectory _teams;

    public OpenTicket(ITicketSystem tickets, TeamDirectory teams)
    {
        _tickets = tickets;
        _teams = teams;
    }

    public Task HandleAsync(WebhookEvent<ConversationEscalated> webhookEvent, CancellationToken cancellationToken)
    {
        var (team, escalated) = (webhookEvent.Data.AssignedTo ?? "team_support", webhookEvent.Data);
        return _teams.Has(team)
            ? _tickets.OpenAsync(new Ticket(webhookEvent.Id, escalated.ConversationId, team, escalated.Priority), cancellationToken)
            : throw new WebhookRejectedException($"There is no team '{team}'. Add it, and replay the event.");
    }
}
