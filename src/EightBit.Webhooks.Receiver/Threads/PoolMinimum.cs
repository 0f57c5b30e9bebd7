using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Threads;

/// <summary>
/// How many threads the pool starts without hesitation. It is raised when code of the application is seen to hold threads, and not before:
/// where all of it is asynchronous, more threads than processors would only get in each other's way. It is never lowered.
/// </summary>
internal sealed class PoolMinimum
{
    private readonly int _places;
    private readonly ILogger<ThreadWatch> _logger;
    private int? _found;
    private bool _limitReported;

    public PoolMinimum(int places, ILogger<ThreadWatch> logger)
    {
        _places = places;
        _logger = logger;
    }

    /// <summary>Adds a thread for each place at once. For code that starts tasks which block, twice as many as are held, again and again.</summary>
    /// <param name="held">How many threads are held now.</param>
    /// <param name="holder">The code on one of them.</param>
    public void MakeRoomFor(int held, string holder)
    {
        ThreadPool.GetMinThreads(out var minimum, out var completionPorts);
        _found ??= minimum;
        var wanted = _found.Value + Math.Max(_places, Math.Min(2 * held, ThreadWatch.MostAdded));
        ThreadPool.GetMaxThreads(out var maximum, out _);
        if (wanted > maximum && !_limitReported)
        {
            _limitReported = true;
            _logger.PoolTooSmall(maximum, wanted, holder);
        }

        wanted = Math.Min(wanted, maximum);
        if (wanted > minimum && ThreadPool.SetMinThreads(wanted, completionPorts))
        {
            _logger.PoolMinimumRaised(minimum, wanted, holder);
        }
    }
}
