using EightBit.Webhooks.Receiver.Redis.Connecting;
using EightBit.Webhooks.Receiver.Redis.Fleet;
using EightBit.Webhooks.Receiver.Redis.Replication;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Redis;

/// <summary>Connects before anything else starts, and from time to time looks what the servers promise and deletes old dead letters.</summary>
internal sealed class RedisLifetime : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan CleaningInterval = TimeSpan.FromMinutes(1);

    /// <summary>How long a server may do less than it has to before anything notices.</summary>
    private static readonly TimeSpan CheckingInterval = TimeSpan.FromSeconds(5);

    private readonly RedisConnection _connection;
    private readonly ReplicationConfirmer? _confirmer;
    private readonly RedisInbox? _inbox;
    private readonly RedisFleet? _fleet;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisInbox> _logger;

    /// <param name="connection">The connection.</param>
    /// <param name="confirmer">Where accepts are confirmed by replicas.</param>
    /// <param name="inbox">Where Redis is the inbox, and not only remembers ids.</param>
    /// <param name="fleet">What the nodes of that inbox handle.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public RedisLifetime(
        RedisConnection connection, ReplicationConfirmer? confirmer, RedisInbox? inbox, RedisFleet? fleet, TimeProvider time, ILogger<RedisInbox> logger)
    {
        _connection = connection;
        _confirmer = confirmer;
        _inbox = inbox;
        _fleet = fleet;
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
        long? cleanedAt = null;
        try
        {
            while (true)
            {
                await _connection.CheckAgainAsync();
                await TryAsync(() => _fleet?.AnnounceAsync(stoppingToken));
                await TryAsync(() => _inbox?.CheckNumbersAsync(stoppingToken));
                if (cleanedAt is null || _time.GetElapsedTime(cleanedAt.Value) >= CleaningInterval)
                {
                    cleanedAt = _time.GetTimestamp();
                    await CleanAsync(stoppingToken);
                }

                await _connection.WaitForOtherServersAsync(CheckingInterval, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task TryAsync(Func<Task?> action)
    {
        try
        {
            await (action() ?? Task.CompletedTask);
        }
        catch (RedisInboxException exception)
        {
            _logger.NotCheckedAgain(exception.Message);
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
