namespace EightBit.Webhooks.Receiver.Threads;

/// <summary>A thread of this process that has run the application's code, and whether it does so now.</summary>
/// <remarks>
/// Entering and leaving take no lock: they run in notifications of the execution context, where an exception (a thread that is
/// interrupted while it waits for a lock) would end the process.
/// </remarks>
internal sealed class HeldThread
{
    [ThreadStatic]
    private static HeldThread? _own;

    private static HeldThread? _first;

    private readonly Thread _thread = Thread.CurrentThread;
    private HeldThread? _next;
    private ApplicationCode? _code;
    private int _section;
    private int _lastSection;

    private HeldThread()
    {
    }

    /// <summary>The calling thread.</summary>
    public static HeldThread Own => _own ??= Add(new HeldThread());

    /// <summary>The code that runs on it now.</summary>
    public ApplicationCode? Code => Volatile.Read(ref _code);

    /// <summary>How many looks in succession have found the thread in the same section of code: from one await to the next.</summary>
    public int Looks { get; private set; }

    /// <summary>All that live. Those of threads that have ended are dropped.</summary>
    public static List<HeldThread> All()
    {
        var all = new List<HeldThread>();
        for (var held = Interlocked.Exchange(ref _first, null); held is not null;)
        {
            var next = held._next;
            if (held._thread.IsAlive)
            {
                all.Add(Add(held));
            }

            held = next;
        }

        return all;
    }

    /// <returns>What ran here until now.</returns>
    public ApplicationCode? Enter(ApplicationCode? code)
    {
        var before = _code;
        _section++;
        Volatile.Write(ref _code, code);
        return before;
    }

    /// <summary>To be called by one watch alone: the one that the code on the thread belongs to.</summary>
    public int Look()
    {
        var section = Volatile.Read(ref _section);
        Looks = section == _lastSection ? Looks + 1 : 1;
        _lastSection = section;
        return Looks;
    }

    private static HeldThread Add(HeldThread held)
    {
        do
        {
            held._next = Volatile.Read(ref _first);
        }
        while (Interlocked.CompareExchange(ref _first, held, held._next) != held._next);

        return held;
    }
}
