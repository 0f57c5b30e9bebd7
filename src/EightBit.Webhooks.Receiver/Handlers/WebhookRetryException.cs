namespace EightBit.Webhooks.Receiver.Handlers;

/// <summary>Thrown by a handler to choose when it is tried again: "the other system said, come back in a minute".</summary>
/// <remarks>The attempt counts like any failed one.</remarks>
public sealed class WebhookRetryException : Exception
{
    /// <summary>The longest delay that can be asked for: 7 days.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromDays(7);

    /// <summary>Creates the exception.</summary>
    /// <param name="retryIn">How long to wait before the next attempt; zero to <see cref="MaxDelay"/>.</param>
    /// <param name="message">Why, for the log and the event's history.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative or longer than <see cref="MaxDelay"/>.</exception>
    public WebhookRetryException(TimeSpan retryIn, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retryIn, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(retryIn, MaxDelay);
        RetryIn = retryIn;
    }

    /// <summary>How long to wait before the next attempt.</summary>
    public TimeSpan RetryIn { get; }
}
