namespace EightBit.Webhooks.Receiver.Testing.Waiting;

/// <summary>How an attempt to process an event ended.</summary>
public enum AttemptOutcome
{
    /// <summary>Every handler is done with the event.</summary>
    Handled,

    /// <summary>A handler failed; the event waits for the next attempt.</summary>
    Retry,

    /// <summary>The event is a dead letter.</summary>
    Dead,
}
