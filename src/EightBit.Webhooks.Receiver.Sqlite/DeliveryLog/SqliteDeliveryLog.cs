using System.Threading.Channels;
using EightBit.Webhooks.Receiver.DeliveryLog;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Sqlite.DeliveryLog;

/// <summary>Keeps the delivery log in the inbox's file. Lines are written a tenth of a second later, many at a time.</summary>
internal sealed class SqliteDeliveryLog : IWebhookDeliveryLog
{
    private const int MaxWaiting = 10_000;
    private const int MaxTogether = 500;

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(100);

    private readonly Channel<DeliveryLogEntry> _waiting;
    private readonly SqliteInbox _inbox;
    private readonly TimeProvider _time;
    private readonly ILogger<SqliteDeliveryLog> _logger;
    private readonly UnverifiedQuota _unverified;
    private long _leftOut;

    public SqliteDeliveryLog(SqliteInbox inbox, TimeProvider time, ILogger<SqliteDeliveryLog> logger)
    {
        _inbox = inbox;
        _time = time;
        _logger = logger;
        _unverified = new UnverifiedQuota(time);
        _waiting = Channel.CreateBounded<DeliveryLogEntry>(
            new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite }, _ => Interlocked.Increment(ref _leftOut));
    }

    public bool IsDurable => true;

    public void Record(DeliveryLogEntry entry)
    {
        if (entry.EventId is not null || _unverified.TryTake())
        {
            _waiting.Writer.TryWrite(entry);
        }
    }

    /// <summary>Says how many unverified deliveries were left out, if any were. Called once a minute.</summary>
    public void ReportLeftOut()
    {
        if (_unverified.TakeLeftOut() is > 0 and var leftOut)
        {
            _logger.UnverifiedLinesLeftOut(leftOut, UnverifiedQuota.LinesPerMinute);
        }
    }

    public async ValueTask<DeliveryLogPage> QueryAsync(DeliveryLogQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, DeliveryLogQuery.MaxTake);
        return await _inbox.ReadAsync(reader => LogRows.Read(reader, query), cancellationToken);
    }

    public async Task WriteUntilStoppedAsync(CancellationToken stop)
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stop))
            {
                await Task.Delay(Delay, _time, stop);
                await FlushAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // What is waiting now is written once everything has stopped.
        }
    }

    /// <summary>Writes what is waiting.</summary>
    public async Task FlushAsync()
    {
        var lines = new List<DeliveryLogEntry>(MaxTogether);
        while (true)
        {
            while (lines.Count < MaxTogether && _waiting.Reader.TryRead(out var line))
            {
                lines.Add(line);
            }

            if (lines.Count == 0)
            {
                break;
            }

            await WriteAsync(lines);
            lines.Clear();
        }

        if (Interlocked.Exchange(ref _leftOut, 0) is > 0 and var leftOut)
        {
            _logger.LogLinesLeftOut(leftOut);
        }
    }

    private async Task WriteAsync(List<DeliveryLogEntry> lines)
    {
        try
        {
            await _inbox.WriteAsync(
                tables =>
                {
                    LogRows.Insert(tables, lines);
                    return lines.Count;
                },
                CancellationToken.None);
        }
        catch (Exception exception)
        {
            _logger.LogLinesNotWritten(exception, lines.Count);
        }
    }
}
