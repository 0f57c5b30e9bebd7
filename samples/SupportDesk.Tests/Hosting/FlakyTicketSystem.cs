using System.Collections.Concurrent;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Hosting;

/// <summary>A ticket system that is down as often as a test wants.</summary>
public sealed class FlakyTicketSystem : ITicketSystem
{
    private readonly ConcurrentQueue<Ticket> _opened = new();
    private int _failuresToCome;

    public IReadOnlyCollection<Ticket> Opened => _opened;

    public void FailNext(int times) => _failuresToCome = times;

    public Task OpenAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref _failuresToCome) >= 0)
        {
            throw new HttpRequestException("The ticket system is down.");
        }

        _opened.Enqueue(ticket);
        return Task.CompletedTask;
    }
}
