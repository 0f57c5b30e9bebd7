using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Threads;

namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>One claimed event while this process works on it.</summary>
internal sealed class RunningEvent
{
    private const string BetweenHandlers = "What runs around handlers (converters, loggers, the delivery log, subscribers of the settlement feed)";

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private InboxLease _lease;
    private HandlerRun? _currentHandler;
    private bool _interrupted;
    private bool _concluded;
    private int _settling;
    private int _overdueReported;

    /// <param name="lease">The claim.</param>
    /// <param name="watch">Looks at the threads that the handlers hold.</param>
    /// <param name="before">An earlier run of the same event in this process that has not ended: this one begins after it.</param>
    public RunningEvent(InboxLease lease, ThreadWatch watch, RunningEvent? before = null)
    {
        _lease = lease;
        Before = before;
        Code = new ApplicationCode(watch, BetweenHandlers, lease.Delivery.EventId);
    }

    /// <summary>The latest claim of the event by this process.</summary>
    public InboxLease Lease => Volatile.Read(ref _lease);

    public RunningEvent? Before { get; }

    /// <summary>What runs for the event, for whoever looks at the threads it holds.</summary>
    public ApplicationCode Code { get; }

    public bool IsOf(InboxDelivery delivery) => KeyOf(Lease.Delivery) == KeyOf(delivery);

    /// <summary>
    /// Goes on under a new claim: the old one had expired while this process did not know, because the store's clock was set or the
    /// process was paused. To run the event a second time beside the first would be wrong.
    /// </summary>
    /// <returns>False when the event is lost or its end is decided; then it has to run again, afterwards.</returns>
    public bool TryAdopt(InboxLease lease)
    {
        lock (_gate)
        {
            if (_concluded || IsLost)
            {
                return false;
            }

            Volatile.Write(ref _lease, lease);
            return true;
        }
    }

    /// <summary>The inbox has answered the settlement of a lease: that is the end, unless a new claim was adopted meanwhile.</summary>
    public bool TryConclude(InboxLease settled)
    {
        lock (_gate)
        {
            return _concluded = _lease == settled;
        }
    }

    /// <summary>Whether the handlers have to stop, whatever they have reached.</summary>
    public bool IsInterrupted => Volatile.Read(ref _interrupted);

    public bool IsLost { get; private set; }

    /// <summary>The handler that runs now.</summary>
    public HandlerRun? CurrentHandler => Volatile.Read(ref _currentHandler);

    public Task Completion => _end.Task;

    /// <summary>The handlers' own end and the end of the drain may meet; only the first to ask may settle.</summary>
    public bool TryBeginSettling() => Interlocked.Exchange(ref _settling, 1) == 0;

    public bool IsSettling => Volatile.Read(ref _settling) == 1;

    public bool TryReportOverdue() => Interlocked.Exchange(ref _overdueReported, 1) == 0;

    public void Begin(HandlerRun handler)
    {
        bool interrupted;
        lock (_gate)
        {
            _currentHandler = handler;
            interrupted = _interrupted;
        }

        Code.Name = handler.Handler;

        if (interrupted)
        {
            handler.Stop.Cancel();
        }
    }

    /// <summary>Nothing runs any more.</summary>
    public void End() => _end.SetResult();

    public void EndHandler()
    {
        Volatile.Write(ref _currentHandler, null);
        Code.Name = BetweenHandlers;
    }

    /// <summary>Somebody else has the event now.</summary>
    /// <exception cref="AggregateException">What a handler has registered on its token has failed.</exception>
    public void Lose()
    {
        lock (_gate)
        {
            IsLost = true;
        }

        Interrupt();
    }

    /// <summary>Stops the handler that runs, and lets no other begin.</summary>
    /// <exception cref="AggregateException">What a handler has registered on its token has failed.</exception>
    public void Interrupt()
    {
        HandlerRun? handler;
        lock (_gate)
        {
            _interrupted = true;
            handler = _currentHandler;
        }

        try
        {
            // Not under the lock: what a handler has registered on its token runs within this call.
            handler?.Stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The handler has ended meanwhile: nothing is left to interrupt.
        }
    }

    private static DeduplicationKey KeyOf(InboxDelivery delivery) => new(delivery.Receiver, delivery.Tenant, delivery.EventId);
}
