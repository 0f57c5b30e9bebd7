using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Redis;

/// <summary>
/// The highest entry number of each partition that this node has seen. Redis never counts down: where it says less, part of its data is gone,
/// though the rest is there.
/// </summary>
internal sealed class SeenNumbers
{
    private readonly Lock _gate = new();
    private readonly long[] _highest;
    private readonly ILogger _logger;

    public SeenNumbers(int partitions, ILogger logger)
    {
        _highest = new long[partitions];
        _logger = logger;
    }

    public long HighestOf(int partition)
    {
        lock (_gate)
        {
            return _highest[partition];
        }
    }

    /// <summary>A number that an entry has.</summary>
    public void Note(int partition, long number)
    {
        lock (_gate)
        {
            _highest[partition] = Math.Max(_highest[partition], number);
        }
    }

    /// <summary>What the counter was, after it was asked with the highest number that had been seen then, and is now.</summary>
    public void NoteCounter(int partition, long seenBefore, long was, long now)
    {
        if (was < seenBefore)
        {
            _logger.DataRolledBack(partition, seenBefore, was);
        }

        Note(partition, now);
    }

    /// <summary>Redis has begun anew, which was logged.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            Array.Clear(_highest);
        }
    }
}
