namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>How an attempt ended.</summary>
public abstract record Settlement
{
    private Settlement()
    {
    }

    /// <summary>Every handler is done: nothing of the event remains but its id.</summary>
    public sealed record Completed : Settlement
    {
        /// <summary>The only value.</summary>
        public static readonly Completed Instance = new();

        private Completed()
        {
        }
    }

    /// <summary>The event is to be claimed again later; until then it holds back its own conversation.</summary>
    /// <param name="Delay">How long it must not be claimed.</param>
    /// <param name="Progress">The handlers that need not run again.</param>
    /// <param name="Error">What went wrong: the type and message of each handler's exception, at most 2,000 characters. Kept in the event's history.</param>
    public sealed record Retry(TimeSpan Delay, HandlerProgress Progress, string Error) : Settlement;

    /// <summary>The attempt was cut short by the receiver itself: it does not count, and the event can be claimed at once.</summary>
    /// <param name="Progress">The handlers that need not run again.</param>
    public sealed record Abandoned(HandlerProgress Progress) : Settlement;

    /// <summary>
    /// This node has done what it can, and another one has more handlers for the event (see <see cref="IWebhookFleet"/>): the attempt does not count.
    /// </summary>
    /// <param name="Delay">How long the event must not be claimed: a node without those handlers may be the one that claims it.</param>
    /// <param name="Progress">The handlers that need not run again.</param>
    public sealed record HandedOver(TimeSpan Delay, HandlerProgress Progress) : Settlement;

    /// <summary>The event becomes a dead letter: kept whole, no longer claimed, and its conversation goes on.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Progress">The handlers that have succeeded, and those that have failed for good.</param>
    /// <param name="Error">What went wrong: the exceptions whole, with their stack traces, at most 8,000 characters. Kept with the dead letter.</param>
    public sealed record Dead(DeadLetterReason Reason, HandlerProgress Progress, string Error) : Settlement;
}
