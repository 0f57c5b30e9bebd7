using System.Collections.Concurrent;

namespace SupportDesk.Tickets;

/// <summary>Stands in for the ticket system, so that the sample runs by itself.</summary>
internal sealed class TicketList : ITicketSystem
{
    private readonly ConcurrentDictionary<string, Ticket> _tickets = new();

    public Task OpenAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        _tickets.TryAdd(ticket.Key, ticket);
        return Task.CompletedTask;
    }
}
