using EightBit.Webhooks.Receiver.Redis.Connecting;
using EightBit.Webhooks.Receiver.Redis.Replication;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Redis;

/// <summary>Connects before anything else starts, and from time to time deletes old dead letters and looks what the servers promise.</summary>
internal sealed class RedisLifetime : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan CleaningInterval = TimeSpan.FromMinutes(1);

    private readonly RedisConnection _connection;
    private readonly ReplicationConfirmer? _confirmer;
    private readonly RedisInbox? _inbox;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisInbox> _logger;

    /// <param name="connection">The connection.</param>
    /// <param name="confirmer">Where accepts are confirmed by replicas.</param>
    /// <param name="inbox">Where Redis is the inbox, and not only remembers ids.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public RedisLifetime(
        RedisConnection connection, ReplicationConfirmer? confirmer, RedisInbox? inbox, TimeProvider time, ILogger<RedisInbox> logger)
    {
        _connection = connection;
        _confirmer = confirmer;
        _inbox = inbox;
        _time = time;
        _logger = logger;
    }

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await _connection.OpenAsync(cancellationToken);
        if (_confirmer is not null)
        {
            await _confirmer.StartAsync();
        }

        if (_inbox is not null)
        {
            await _inbox.StartAsync();
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After everything else: requests have been answered and handlers have been settled.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_confirmer is not null)
        {
            await _confirmer.DisposeAsync();
        }

        await _connection.DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(CleaningInterval, _time);
        try
        {
            do
            {
                await CleanAsync(stoppingToken);
                await _connection.CheckAgainAsync();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task CleanAsync(CancellationToken stoppingToken)
    {
        if (_inbox is null)
        {
            return;
        }

        try
        {
            await _inbox.PurgeOldAsync(stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            _logger.CleaningFailed(exception, CleaningInterval);
        }
    }
}
