using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.InMemory;

/// <summary>Says at start-up what the in-memory inbox does not promise, and on shut-down what was lost by it.</summary>
internal sealed class InMemoryInboxLifetime : IHostedLifecycleService
{
    private const int IdsPerMessage = 50;

    private readonly InMemoryInbox? _inbox;
    private readonly ILogger<InMemoryInboxLifetime> _logger;

    public InMemoryInboxLifetime(IWebhookInbox inbox, ILogger<InMemoryInboxLifetime> logger)
    {
        _inbox = inbox as InMemoryInbox;
        _logger = logger;
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (_inbox is not null)
        {
            _logger.InMemoryInboxInUse();
        }

        return Task.CompletedTask;
    }

    /// <summary>Runs before any hosted service stops, so that nothing is acknowledged while the processor empties the inbox.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _inbox?.Close();
        return Task.CompletedTask;
    }

    /// <summary>Runs after every hosted service has stopped: what is still there now is lost.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        foreach (var lost in (_inbox?.Pending() ?? []).Chunk(IdsPerMessage))
        {
            _logger.EventsLost(lost.Length, Names(lost));
        }

        foreach (var dead in (_inbox?.Dead() ?? []).Chunk(IdsPerMessage))
        {
            _logger.DeadLettersLost(dead.Length, Names(dead));
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string Names(IEnumerable<InboxDelivery> deliveries)
        => string.Join(", ", deliveries.Select(delivery => $"{delivery.EventId} ({delivery.EventType})"));
}
