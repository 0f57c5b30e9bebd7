using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>One claimed event while this process works on it.</summary>
internal sealed class RunningEvent : IDisposable
{
    private readonly CancellationTokenSource _interruption;
    private int _settling;
    private int _overdueReported;

    public RunningEvent(InboxLease lease, CancellationToken abandonAll)
    {
        Lease = lease;
        _interruption = CancellationTokenSource.CreateLinkedTokenSource(abandonAll);
        Interrupted = _interruption.Token;
    }

    public InboxLease Lease { get; }

    /// <summary>Cancelled when the handlers have to stop, whatever they have reached.</summary>
    public CancellationToken Interrupted { get; }

    public bool IsLost { get; private set; }

    /// <summary>The handler that runs now.</summary>
    public HandlerRun? CurrentHandler { get; set; }

    public Task Completion { get; set; } = Task.CompletedTask;

    /// <summary>The handlers' own end and the end of the drain may meet; only the first to ask may settle.</summary>
    public bool TryBeginSettling() => Interlocked.Exchange(ref _settling, 1) == 0;

    public bool IsSettling => Volatile.Read(ref _settling) == 1;

    public bool TryReportOverdue() => Interlocked.Exchange(ref _overdueReported, 1) == 0;

    /// <summary>Somebody else has the event now.</summary>
    public void Lose()
    {
        IsLost = true;
        try
        {
            _interruption.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The handlers have ended meanwhile: nothing is left to interrupt.
        }
    }

    public void Dispose() => _interruption.Dispose();
}
