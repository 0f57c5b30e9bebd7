using EightBit.Webhooks.Cli.Simulating.Planning;

namespace EightBit.Webhooks.Cli.Simulating.Retrying;

/// <summary>Failed deliveries until they are due again, in the order in which they are.</summary>
internal sealed class RetryQueue
{
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly PriorityQueue<PlannedDelivery, (long Due, long Order)> _deliveries = new();
    private long _order;

    public RetryQueue(TimeProvider time) => _time = time;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _deliveries.Count;
            }
        }
    }

    public void Add(PlannedDelivery delivery, TimeSpan delay)
    {
        var due = _time.GetTimestamp() + (long)(delay.TotalSeconds * _time.TimestampFrequency);
        lock (_lock)
        {
            _deliveries.Enqueue(delivery, (due, _order++));
        }
    }

    /// <returns>One that is due; null when none is.</returns>
    public PlannedDelivery? TakeDue()
    {
        lock (_lock)
        {
            return _deliveries.TryPeek(out _, out var place) && place.Due <= _time.GetTimestamp() ? _deliveries.Dequeue() : null;
        }
    }

    /// <returns>How long until the next one is due; null when there is none.</returns>
    public TimeSpan? UntilNext()
    {
        lock (_lock)
        {
            return _deliveries.TryPeek(out _, out var place) ? _time.GetElapsedTime(_time.GetTimestamp(), place.Due) : null;
        }
    }
}
