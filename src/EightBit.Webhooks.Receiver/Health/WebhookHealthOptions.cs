namespace EightBit.Webhooks.Receiver.Health;

/// <summary>When the health check says "degraded".</summary>
public sealed class WebhookHealthOptions
{
    /// <summary>From which share of its capacity on the inbox counts as filling, 0 to 1. Default 0.8.</summary>
    public double FillThreshold { get; set; } = 0.8;

    /// <summary>How long the oldest pending event may wait. Default 30 minutes: longer than the retries of a failing event take.</summary>
    public TimeSpan OldestAgeThreshold { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long after a dead letter was added the check mentions it. Default 15 minutes.</summary>
    public TimeSpan DeadLetterWindow { get; set; } = TimeSpan.FromMinutes(15);
}
