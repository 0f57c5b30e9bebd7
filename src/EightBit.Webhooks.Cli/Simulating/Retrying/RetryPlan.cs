namespace EightBit.Webhooks.Cli.Simulating.Retrying;

/// <summary>When the platform sends a failed delivery again.</summary>
internal sealed class RetryPlan
{
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(10),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(6),
    ];

    private readonly double _timeScale;

    /// <param name="timeScale">How many times faster than the platform.</param>
    public RetryPlan(double timeScale) => _timeScale = timeScale;

    /// <returns>How long after the last failed attempt; null when the delivery has failed for good.</returns>
    public TimeSpan? DelayAfter(int failedAttempts) => failedAttempts <= Delays.Length ? Delays[failedAttempts - 1] / _timeScale : null;
}
