namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>The places in which events run. One loop takes them, many tasks give them back.</summary>
internal sealed class WorkSlots
{
    private readonly Lock _gate = new();
    private int _free;
    private TaskCompletionSource? _somethingIsFree;

    public WorkSlots(int count) => _free = count;

    /// <summary>Takes all that are free, up to a maximum; waits while none is.</summary>
    public async ValueTask<int> TakeAsync(int max, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task somethingIsFree;
            lock (_gate)
            {
                if (_free > 0)
                {
                    var taken = Math.Min(_free, max);
                    _free -= taken;
                    return taken;
                }

                _somethingIsFree ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                somethingIsFree = _somethingIsFree.Task;
            }

            await somethingIsFree.WaitAsync(cancellationToken);
        }
    }

    public void Release(int count)
    {
        TaskCompletionSource? somethingIsFree;
        lock (_gate)
        {
            _free += count;
            somethingIsFree = _somethingIsFree;
            _somethingIsFree = null;
        }

        somethingIsFree?.SetResult();
    }
}
