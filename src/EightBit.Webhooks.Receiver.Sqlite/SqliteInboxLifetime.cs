using EightBit.Webhooks.Receiver.Sqlite.DeliveryLog;
using EightBit.Webhooks.Receiver.Sqlite.Operating;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Sqlite;

/// <summary>Opens the file before anything else starts, writes the delivery log to it, serves operators, and cleans up in it from time to time.</summary>
internal sealed class SqliteInboxLifetime : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan CleaningInterval = TimeSpan.FromMinutes(1);

    private readonly SqliteInbox _inbox;
    private readonly SqliteDeliveryLog _deliveryLog;
    private readonly TimeProvider _time;
    private readonly ILogger<SqliteInbox> _logger;

    public SqliteInboxLifetime(SqliteInbox inbox, SqliteDeliveryLog deliveryLog, TimeProvider time, ILogger<SqliteInbox> logger)
    {
        _inbox = inbox;
        _deliveryLog = deliveryLog;
        _time = time;
        _logger = logger;
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _inbox.Open();
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After everything else: requests have been answered and handlers have been settled.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await _deliveryLog.FlushAsync();
        _deliveryLog.ReportLeftOut();
        await _inbox.DisposeAsync();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll(
            _deliveryLog.WriteUntilStoppedAsync(stoppingToken),
            new OperatorDesk(_inbox, _time, _logger).ServeUntilStoppedAsync(stoppingToken),
            CleanUntilStoppedAsync(stoppingToken));

    private async Task CleanUntilStoppedAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(CleaningInterval, _time);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                _deliveryLog.ReportLeftOut();
                await _inbox.ForgetExpiredAsync(stoppingToken);
                await timer.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                _logger.CleaningFailed(exception, CleaningInterval);
                await Task.Delay(CleaningInterval, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
