using EightBit.Webhooks.Receiver.Threads;
using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>
/// The time that one delivery may take until it is answered. Most are answered without having waited for anything, and those need no timer:
/// it is started when somebody asks for the token.
/// </summary>
internal sealed class AcknowledgementBudget : IDisposable
{
    private readonly HttpContext _context;
    private readonly TimeSpan _budget;
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private CancellationTokenSource? _timeout;
    private CancellationTokenSource? _either;

    public AcknowledgementBudget(HttpContext context, TimeSpan budget, TimeProvider time)
    {
        _context = context;
        _budget = budget;
        _time = time;
        _startedAt = time.GetTimestamp();
    }

    /// <summary>Cancelled when the time is used up or the sender has gone.</summary>
    public CancellationToken Token => (_either ??= Start()).Token;

    /// <summary>Whether the time is used up, whatever became of the sender.</summary>
    public bool IsUsedUp => _timeout?.IsCancellationRequested == true;

    /// <summary>Waits for a call no longer than the budget, even if the call ignores its token, or blocks its thread.</summary>
    /// <param name="code">What is called.</param>
    /// <param name="call">The call, with <see cref="Token"/>.</param>
    /// <exception cref="OperationCanceledException">The budget is used up.</exception>
    public Task<T> WaitFor<T>(ApplicationCode code, Func<CancellationToken, ValueTask<T>> call)
    {
        var token = Token;
        return code.RunApart(() => call(token)).WaitAsync(token);
    }

    public void Dispose()
    {
        _either?.Dispose();
        _timeout?.Dispose();
    }

    private CancellationTokenSource Start()
    {
        var left = _budget - _time.GetElapsedTime(_startedAt);
        _timeout = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, _time);
        return CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token, _context.RequestAborted);
    }
}
