namespace EightBit.Webhooks.Receiver.Dashboard.Charts;

/// <summary>
/// Counts durations in buckets that grow by 7% each, from 10 µs to a minute. Recording is one addition and no lock; the counts only
/// grow, and whoever reads takes the difference to the last time.
/// </summary>
internal sealed class LatencyHistogram
{
    public const int BucketCount = 232;

    private const double LeastMs = 0.01;
    private const double Growth = 1.07;

    private static readonly double LogOfGrowth = Math.Log(Growth);

    private readonly long[] _counts = new long[BucketCount];
    private readonly long[] _taken = new long[BucketCount];
    private double _maxMs;

    /// <summary>The longest duration that a bucket stands for; the last bucket has no end.</summary>
    public static double UpperBoundMs(int bucket) => LeastMs * Math.Pow(Growth, bucket);

    public void Record(double milliseconds)
    {
        Interlocked.Increment(ref _counts[BucketOf(milliseconds)]);
        var max = Volatile.Read(ref _maxMs);
        while (milliseconds > max)
        {
            var found = Interlocked.CompareExchange(ref _maxMs, milliseconds, max);
            if (found.Equals(max))
            {
                return;
            }

            max = found;
        }
    }

    /// <summary>What was recorded since the last call. One caller at a time.</summary>
    public LatencyCounts Take()
    {
        var counts = new LatencyCounts { MaxMs = Interlocked.Exchange(ref _maxMs, 0) };
        for (var bucket = 0; bucket < BucketCount; bucket++)
        {
            var now = Volatile.Read(ref _counts[bucket]);
            counts.Add(bucket, now - _taken[bucket]);
            _taken[bucket] = now;
        }

        return counts;
    }

    private static int BucketOf(double milliseconds)
        => milliseconds > LeastMs ? (int)Math.Min(BucketCount - 1, Math.Ceiling(Math.Log(milliseconds / LeastMs) / LogOfGrowth)) : 0;
}
