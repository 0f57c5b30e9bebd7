namespace Samples.Demo;

/// <summary>What a stand-in has seen, and a wait for more of it: nobody sleeps and looks again.</summary>
internal sealed class Tally<T>
{
    private readonly Lock _lock = new();
    private readonly List<T> _items = [];
    private TaskCompletionSource _more = NewSignal();

    public IReadOnlyList<T> Items
    {
        get
        {
            lock (_lock)
            {
                return [.. _items];
            }
        }
    }

    public void Add(T item)
    {
        lock (_lock)
        {
            _items.Add(item);
            _more.SetResult();
            _more = NewSignal();
        }
    }

    /// <returns>The items, as soon as they are enough.</returns>
    public async Task<IReadOnlyList<T>> WhenAsync(Func<IReadOnlyList<T>, bool> areEnough, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task more;
            IReadOnlyList<T> items;
            lock (_lock)
            {
                more = _more.Task;
                items = [.. _items];
            }

            if (areEnough(items))
            {
                return items;
            }

            await more.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
