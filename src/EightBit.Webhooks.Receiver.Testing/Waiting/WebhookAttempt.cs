using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Processing;

namespace EightBit.Webhooks.Receiver.Testing.Waiting;

/// <summary>An attempt to process an event, as it ended.</summary>
public sealed record WebhookAttempt
{
    /// <summary>Which attempt it was, from 1; a replay counts from 1 again.</summary>
    public required int Number { get; init; }

    /// <summary>How it ended.</summary>
    public required AttemptOutcome Outcome { get; init; }

    /// <summary>How long the event waits for the next attempt, by the application's clock; null when there is none to wait for.</summary>
    public TimeSpan? RetryIn { get; init; }

    /// <summary>What went wrong; null when nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>Null for an attempt that does not count, because the application was stopping.</summary>
    internal static WebhookAttempt? From(SettledAttempt settled)
    {
        var number = settled.Lease.Attempt;
        return settled.Settlement switch
        {
            Settlement.Completed => new WebhookAttempt { Number = number, Outcome = AttemptOutcome.Handled },
            Settlement.Retry retry => new WebhookAttempt { Number = number, Outcome = AttemptOutcome.Retry, RetryIn = retry.Delay, Error = retry.Error },
            Settlement.Dead dead => new WebhookAttempt { Number = number, Outcome = AttemptOutcome.Dead, Error = dead.Error },
            _ => null,
        };
    }
}
