namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>Why an event is a dead letter.</summary>
public enum DeadLetterReason
{
    /// <summary>Every attempt failed, or ended with the process.</summary>
    AttemptsExhausted,

    /// <summary>A handler said that trying again is of no use.</summary>
    Rejected,

    /// <summary>The event's data is not what its type's payload can be read from.</summary>
    UnreadablePayload,

    /// <summary>No node that has claimed the event knows a receiver of its name, in any attempt.</summary>
    UnknownReceiver,
}
