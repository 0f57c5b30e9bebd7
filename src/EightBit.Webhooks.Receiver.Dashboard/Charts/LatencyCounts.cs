namespace EightBit.Webhooks.Receiver.Dashboard.Charts;

/// <summary>The durations of a stretch of time, by bucket.</summary>
internal sealed class LatencyCounts
{
    private readonly long[] _counts = new long[LatencyHistogram.BucketCount];

    public long Count { get; private set; }

    public double MaxMs { get; set; }

    public void Add(int bucket, long count)
    {
        _counts[bucket] += count;
        Count += count;
    }

    public void Add(LatencyCounts other)
    {
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            Add(bucket, other._counts[bucket]);
        }

        MaxMs = Math.Max(MaxMs, other.MaxMs);
    }

    /// <summary>What that share of the durations does not exceed, to within 7%.</summary>
    public double Percentile(double share)
    {
        var wanted = (long)Math.Ceiling(share * Count);
        var seen = 0L;
        for (var bucket = 0; bucket < _counts.Length - 1; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= wanted)
            {
                return Math.Min(LatencyHistogram.UpperBoundMs(bucket), MaxMs);
            }
        }

        return MaxMs;
    }
}
