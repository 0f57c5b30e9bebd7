using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>The time that one delivery may take until it is answered.</summary>
internal sealed class AcknowledgementBudget : IDisposable
{
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _either;

    public AcknowledgementBudget(HttpContext context, TimeSpan budget, TimeProvider time)
    {
        _timeout = new CancellationTokenSource(budget, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token, context.RequestAborted);
    }

    /// <summary>Cancelled when the time is used up or the sender has gone.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Whether the time is used up, whatever became of the sender.</summary>
    public bool IsUsedUp => _timeout.IsCancellationRequested;

    /// <summary>Waits for a call no longer than the budget, even if the call ignores its token.</summary>
    /// <exception cref="OperationCanceledException">The budget is used up.</exception>
    public ValueTask<T> WaitFor<T>(ValueTask<T> call)
        => call.IsCompleted ? call : new ValueTask<T>(call.AsTask().WaitAsync(Token));

    public void Dispose()
    {
        _either.Dispose();
        _timeout.Dispose();
    }
}
