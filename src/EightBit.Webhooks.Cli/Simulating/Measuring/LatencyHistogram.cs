using System.Numerics;

namespace EightBit.Webhooks.Cli.Simulating.Measuring;

/// <summary>Counts durations in buckets that grow with them, so that any number of durations takes the same 31 KiB.</summary>
/// <remarks>
/// Up to 256 µs exact to the microsecond; above, a power of two is divided into 128 buckets, so what is read is at most 0.8 % above
/// the truth and never below it. The maximum is exact. Not safe for concurrent use.
/// </remarks>
internal sealed class LatencyHistogram
{
    private const int Precision = 7;
    private const int Buckets = 1 << Precision;
    private const int LargestBits = 37;
    private const long Largest = (1L << LargestBits) - 1;

    private readonly long[] _counts = new long[(LargestBits - Precision + 1) * Buckets];

    public long Count { get; private set; }

    public TimeSpan Max { get; private set; }

    public void Record(TimeSpan duration)
    {
        Max = duration > Max ? duration : Max;
        Count++;
        _counts[BucketOf((long)Math.Ceiling(duration.TotalMicroseconds))]++;
    }

    /// <summary>The duration that this share of all durations does not exceed.</summary>
    /// <param name="share">0 to 1.</param>
    /// <returns>Zero when nothing is recorded.</returns>
    public TimeSpan Percentile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        long seen = 0;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= rank)
            {
                var upper = TimeSpan.FromMicroseconds(UpperEnd(bucket));
                return upper < Max ? upper : Max;
            }
        }

        return Max;
    }

    /// <summary>How many durations are longer than one end and not longer than the other.</summary>
    public long CountBetween(TimeSpan above, TimeSpan upTo)
    {
        long count = 0;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            var upper = UpperEnd(bucket);
            count += upper > above.TotalMicroseconds && upper <= upTo.TotalMicroseconds ? _counts[bucket] : 0;
        }

        return count;
    }

    public LatencyHistogram Copy()
    {
        var copy = new LatencyHistogram { Count = Count, Max = Max };
        _counts.CopyTo(copy._counts, 0);
        return copy;
    }

    private static int BucketOf(long microseconds)
    {
        var value = Math.Clamp(microseconds, 0, Largest);
        var shift = Math.Max(0, BitOperations.Log2((ulong)value | 1) - Precision);
        return (shift * Buckets) + (int)(value >> shift);
    }

    private static long UpperEnd(int bucket)
    {
        var shift = Math.Max(0, (bucket / Buckets) - 1);
        return ((bucket - (shift * Buckets) + 1L) << shift) - 1;
    }
}
