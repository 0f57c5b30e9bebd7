namespace EightBit.Webhooks.Receiver.Threads;

/// <summary>A call of the application's code. It is followed wherever its execution context flows: past each await, and into tasks that it starts.</summary>
internal sealed class ApplicationCode
{
    private static readonly AsyncLocal<ApplicationCode?> Current = new(change => Enter(change.CurrentValue));

    private readonly ThreadWatch _watch;

    /// <param name="watch">Looks at the threads it holds.</param>
    /// <param name="name">What it is called in the log.</param>
    /// <param name="eventId">The event it is called for, if one is known.</param>
    public ApplicationCode(ThreadWatch watch, string name, string? eventId = null)
    {
        _watch = watch;
        Name = name;
        EventId = eventId;
    }

    /// <summary>What runs now.</summary>
    public string Name { get; set; }

    public string? EventId { get; }

    /// <summary>From here to the end of the calling asynchronous method, what runs is this.</summary>
    public void Begin() => Current.Value = this;

    public bool IsOf(ThreadWatch watch) => _watch == watch;

    /// <summary>Runs a call on another thread, so that the caller is free to stop waiting even if the call blocks.</summary>
    public Task<T> RunApart<T>(Func<ValueTask<T>> call) => Task.Run(async () =>
    {
        Begin();
        return await call();
    });

    /// <summary>What runs on the calling thread until the end of the scope; nothing may be awaited in it.</summary>
    public Scope Here() => new(Enter(this));

    private static ApplicationCode? Enter(ApplicationCode? code)
    {
        var before = HeldThread.Own.Enter(code);
        code?._watch.Awake();
        return before;
    }

    internal readonly ref struct Scope(ApplicationCode? before)
    {
        public void Dispose() => Enter(before);
    }
}
