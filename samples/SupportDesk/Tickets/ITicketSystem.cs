namespace SupportDesk.Tickets;

/// <summary>Where people find their tickets: some other service, which is down now and then.</summary>
public interface ITicketSystem
{
    Task OpenAsync(Ticket ticket, CancellationToken cancellationToken);
}
