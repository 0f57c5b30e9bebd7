using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Threads;

/// <summary>
/// Sees which of the application's code keeps its thread, and lets the thread pool have as many more: the pool by itself adds one or two a
/// second, so that a few handlers that block would delay every answer. Looks from a thread of its own: one of the pool might not be free.
/// </summary>
/// <remarks>Counts looks, and asks no clock: what keeps a thread does so in real time, also where a test has stopped the clock.</remarks>
internal sealed class ThreadWatch : IHostedService, IDisposable
{
    /// <summary>Code that holds more threads than there are places for events gets no more than this.</summary>
    public const int MostAdded = 1_000;

    /// <summary>A thread that is kept for 200 ms is one that requests have to do without.</summary>
    public const int LooksUntilHeld = 3;

    /// <summary>What keeps a thread for a second is named.</summary>
    public const int LooksUntilNamed = 11;

    /// <summary>How often it looks while anything runs.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly PoolMinimum _pool;
    private readonly ILogger<ThreadWatch> _logger;

    // Neither is ever disposed: the thread may be waiting for it.
    private readonly ManualResetEvent _stop = new(false);
    private readonly AutoResetEvent _wake = new(false);
    private readonly HashSet<string> _named = [];
    private bool _isAsleep;

    /// <param name="places">How many events are processed at a time: as many threads can handlers block, if each blocks one.</param>
    /// <param name="logger">Where it names what blocks.</param>
    public ThreadWatch(int places, ILogger<ThreadWatch> logger)
    {
        _pool = new PoolMinimum(places, logger);
        _logger = logger;
        Logging = new ApplicationCode(this, "What logs a delivery (loggers, the delivery log)");
    }

    /// <summary>It is called for each delivery, before its answer.</summary>
    public ApplicationCode Logging { get; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(LookUntilStopped) { IsBackground = true, Name = "8bit-ai webhooks: thread watch" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stop.Set();
        return Task.CompletedTask;
    }

    /// <summary>Ends the thread where a host that has failed to start stops nothing.</summary>
    public void Dispose() => _stop.Set();

    /// <summary>Some code of the application is on a thread.</summary>
    public void Awake()
    {
        if (Volatile.Read(ref _isAsleep) && Interlocked.Exchange(ref _isAsleep, false))
        {
            _wake.Set();
        }
    }

    /// <returns>Whether any code of the application is on a thread.</returns>
    public bool Look()
    {
        var runs = false;
        var held = 0;
        ApplicationCode? holder = null;
        foreach (var thread in HeldThread.All())
        {
            if (thread.Code is not { } code || !code.IsOf(this))
            {
                continue;
            }

            runs = true;
            var looks = thread.Look();
            if (looks >= LooksUntilHeld)
            {
                held++;
                holder = code;
            }

            if (looks >= LooksUntilNamed && _named.Add(code.Name))
            {
                _logger.ThreadKept(code.Name, code.EventId ?? "(none)", (looks - 1) * Interval);
            }
        }

        if (holder is not null)
        {
            _pool.MakeRoomFor(held, holder.Name);
        }

        return runs;
    }

    private void LookUntilStopped()
    {
        while (!_stop.WaitOne(Interval))
        {
            if (Look())
            {
                continue;
            }

            // The second look is for what has begun since the first: it has found the watch awake.
            Volatile.Write(ref _isAsleep, true);
            if (!Look())
            {
                WaitHandle.WaitAny([_wake, _stop]);
            }

            Volatile.Write(ref _isAsleep, false);
        }
    }
}
