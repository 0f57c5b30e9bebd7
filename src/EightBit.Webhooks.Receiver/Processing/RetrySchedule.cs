namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>Exponential back-off; half of each delay is random, so that events that failed together do not come back together.</summary>
internal static class RetrySchedule
{
    private const int MaxDoublings = 40;

    /// <param name="attempt">The attempt that has failed, from 1.</param>
    /// <param name="baseDelay">The full delay after the first attempt.</param>
    /// <param name="maxDelay">The longest full delay.</param>
    /// <param name="random">A number from 0 to 1.</param>
    public static TimeSpan DelayAfter(int attempt, TimeSpan baseDelay, TimeSpan maxDelay, double random)
    {
        var doublings = Math.Clamp(attempt - 1, 0, MaxDoublings);
        var full = Math.Min(baseDelay.TotalMilliseconds * Math.Pow(2, doublings), maxDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(full * (1 + random) / 2);
    }
}
