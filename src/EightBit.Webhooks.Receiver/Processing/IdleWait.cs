using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>
/// Waits until it is worth asking the inbox again. What a wait has begun and did not need is kept for the next one: under load there are
/// thousands a second, and to cancel what has lost the race costs an exception each time (benchmarks/Load: 5 % of a delivery).
/// </summary>
internal sealed class IdleWait : IAsyncDisposable
{
    /// <summary>A look now and then, in case an inbox's wake-up was lost.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly IWebhookInbox _inbox;
    private readonly WakeSignal _settled;
    private readonly TimeProvider _time;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenSource _end;
    private Task? _inboxWakes;
    private Task? _somethingIsSettled;

    /// <param name="inbox">What wakes us.</param>
    /// <param name="settled">A settlement of our own may have made something due sooner than the inbox said.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends a wait.</param>
    public IdleWait(IWebhookInbox inbox, WakeSignal settled, TimeProvider time, CancellationToken cancellationToken)
    {
        _inbox = inbox;
        _settled = settled;
        _time = time;
        _cancellationToken = cancellationToken;
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <param name="nextDue">When the inbox said that something would be due.</param>
    /// <param name="askedAt">When it was asked.</param>
    public async ValueTask WaitAsync(TimeSpan? nextDue, long askedAt)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        var due = nextDue < Longest ? nextDue.Value : Longest;
        var left = due - _time.GetElapsedTime(askedAt);
        if (left <= TimeSpan.Zero)
        {
            return;
        }

        _inboxWakes ??= _inbox.WaitAsync(Longest, _end.Token).AsTask();
        _somethingIsSettled ??= _settled.WaitAsync(_end.Token);
        using var alarm = due < Longest ? new Alarm(left, _time) : null;

        // A clock that was set forward before the wait had its alarm (after a suspension, in a test) would not ring it in time.
        if (_time.GetElapsedTime(askedAt) < due)
        {
            await (alarm is null ? Task.WhenAny(_inboxWakes, _somethingIsSettled) : Task.WhenAny(_inboxWakes, _somethingIsSettled, alarm.Rings));
        }

        if (_somethingIsSettled.IsCompleted)
        {
            _somethingIsSettled = null;
        }

        if (_inboxWakes.IsCompleted)
        {
            var woken = _inboxWakes;
            _inboxWakes = null;
            await woken; // an inbox that cannot be reached must not be asked in a tight loop
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await (_inboxWakes ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    /// <summary>Task.Delay, without an exception when it is switched off.</summary>
    private sealed class Alarm : IDisposable
    {
        private readonly TaskCompletionSource _rings = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ITimer _timer;

        public Alarm(TimeSpan after, TimeProvider time)
            => _timer = time.CreateTimer(rings => ((TaskCompletionSource)rings!).TrySetResult(), _rings, after, Timeout.InfiniteTimeSpan);

        public Task Rings => _rings.Task;

        public void Dispose() => _timer.Dispose();
    }
}
