using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Sqlite.Operating;

/// <summary>Carries out, in the application, what operators ask for in the file.</summary>
internal sealed class OperatorDesk
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>While an operator is at it: whoever asks for more than one request holds asks again and again.</summary>
    private static readonly TimeSpan BusyInterval = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan FailureInterval = TimeSpan.FromSeconds(5);

    private readonly SqliteInbox _inbox;
    private readonly TimeProvider _time;
    private readonly ILogger<SqliteInbox> _logger;

    public OperatorDesk(SqliteInbox inbox, TimeProvider time, ILogger<SqliteInbox> logger)
    {
        _inbox = inbox;
        _time = time;
        _logger = logger;
    }

    public async Task ServeUntilStoppedAsync(CancellationToken stop)
    {
        long? lastServed = null;
        while (!stop.IsCancellationRequested)
        {
            var pause = Interval;
            try
            {
                lastServed = await ServeAsync(stop) ? _time.GetTimestamp() : lastServed;
                pause = lastServed is { } served && _time.GetElapsedTime(served) < Interval ? BusyInterval : Interval;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                _logger.OperatorRequestsFailed(exception, pause = FailureInterval);
            }

            await Task.Delay(pause, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether there was anything to do.</returns>
    private async Task<bool> ServeAsync(CancellationToken stop)
    {
        var requests = await _inbox.ReadAsync(reader => OperatorRequests.Waiting(reader, _time.GetUtcNow()), stop);
        foreach (var request in requests)
        {
            var outcomes = await _inbox.CarryOutAsync(request, stop);
            _logger.OperatorRequestCarriedOut(
                outcomes.Count(outcome => outcome == (OperatorAction.Replay, OperatorOutcome.Done)),
                outcomes.Count(outcome => outcome == (OperatorAction.Purge, OperatorOutcome.Done)),
                outcomes.Count(outcome => outcome.Outcome != OperatorOutcome.Done));
        }

        return requests.Count > 0;
    }
}
