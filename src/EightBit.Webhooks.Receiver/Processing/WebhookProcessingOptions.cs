namespace EightBit.Webhooks.Receiver.Processing;

/// <summary>
/// How accepted events are processed, for all receivers of the application. Bound to <c>EightBit:Webhooks:Processing</c>; read
/// when the application starts.
/// </summary>
public sealed class WebhookProcessingOptions
{
    /// <summary>How many events are processed at a time. Default 16; 1 to 4,096.</summary>
    public int MaxConcurrency { get; set; } = 16;

    /// <summary>
    /// How long one handler may take before its cancellation token is cancelled. Default 1 minute; 1 second to 1 day. A handler that
    /// ignores its token keeps its place among the <see cref="MaxConcurrency"/> until it returns, which an error log says.
    /// </summary>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a claimed event belongs to this process without a sign of life; renewed three times as often. After a crash its
    /// events run again this much later at most. Default 1 minute; 3 seconds to 1 hour.
    /// </summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long running handlers may go on when the application stops; then their tokens are cancelled. Default null: two thirds of the
    /// host's <c>HostOptions.ShutdownTimeout</c>, which makes 20 seconds unless that is changed. Must be shorter than it.
    /// </summary>
    public TimeSpan? DrainTimeout { get; set; }

    /// <summary>How often an event is tried before it becomes a dead letter, the first time included. Default 10; 1 to 1,000.</summary>
    public int MaxAttempts { get; set; } = 10;

    /// <summary>
    /// How long after the first failed attempt the second one follows; each further delay is twice as long, and half of each is
    /// random. Default 2 seconds; up to 1 day.
    /// </summary>
    public TimeSpan RetryBaseDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest delay between two attempts. Default 15 minutes; up to 7 days.</summary>
    public TimeSpan RetryMaxDelay { get; set; } = TimeSpan.FromMinutes(15);
}
