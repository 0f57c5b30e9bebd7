namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>Ever longer pauses while the inbox cannot be reached: 100 ms doubling up to 10 s, half of it random.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private int _failures;

    public TimeSpan Next() => RetrySchedule.DelayAfter(++_failures, First, Longest, Random.Shared.NextDouble());

    /// <returns>Whether there was anything to recover from.</returns>
    public bool Reset() => Interlocked.Exchange(ref _failures, 0) > 0;
}
