using System.Globalization;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Dashboard.Asking;

/// <summary>
/// Asks the inbox and the delivery log, and bounds how long that may take and how many questions may be open: a store that hangs must
/// cost a sentence on the page, and nothing that grows.
/// </summary>
internal sealed class BoundedCalls
{
    public const string Inbox = "inbox";
    public const string DeliveryLog = "delivery log";

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>For both stores together; a question counts until the store has really ended it, not only until nobody waits any more.</summary>
    private const int MaxOpen = 32;
    private const int MaxReasonLength = 300;

    private static readonly TimeSpan PauseOfLog = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly ILogger<BoundedCalls> _logger;
    private readonly Lock _gate = new();
    private long? _toldAt;
    private int _open;

    public BoundedCalls(TimeProvider time, ILogger<BoundedCalls> logger)
    {
        _time = time;
        _logger = logger;
    }

    public async Task<Reading<T>> AskAsync<T>(string subject, Func<CancellationToken, ValueTask<T>> call)
    {
        if (Interlocked.Increment(ref _open) > MaxOpen)
        {
            Interlocked.Decrement(ref _open);
            return Problem<T>($"The {subject} was not asked: {MaxOpen} questions are waiting for their answers already.");
        }

        try
        {
            return await RunAsync(subject, call).WaitAsync(Patience, _time);
        }
        catch (TimeoutException)
        {
            return TooLate<T>(subject);
        }
    }

    private static Reading<T> Problem<T>(string sentence) => new(default, sentence);

    /// <summary>Never fails, so that a run that nobody waits for any more leaves nothing unobserved.</summary>
    private async Task<Reading<T>> RunAsync<T>(string subject, Func<CancellationToken, ValueTask<T>> call)
    {
        using var patience = new CancellationTokenSource(Patience, _time);
        try
        {
            return new(await call(patience.Token), null);
        }
        catch (NotSupportedException exception)
        {
            return new(default, exception.Message, IsUnsupported: true);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return TooLate<T>(subject);
        }
        catch (Exception exception)
        {
            Tell(exception, subject);
            var reason = exception.Message.Length > MaxReasonLength ? exception.Message[..MaxReasonLength] + "…" : exception.Message;
            return Problem<T>($"The {subject} could not be asked: {exception.GetType().Name}: {reason}");
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private Reading<T> TooLate<T>(string subject)
    {
        Tell(null, subject);
        return Problem<T>(string.Create(CultureInfo.InvariantCulture, $"The {subject} has not answered within {Patience.TotalSeconds} seconds."));
    }

    private void Tell(Exception? exception, string subject)
    {
        lock (_gate)
        {
            if (_toldAt is { } toldAt && _time.GetElapsedTime(toldAt) < PauseOfLog)
            {
                return;
            }

            _toldAt = _time.GetTimestamp();
        }

        _logger.NotAsked(exception, subject);
    }
}
