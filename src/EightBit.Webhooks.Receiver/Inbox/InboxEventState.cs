namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>Where an event stands that an inbox still holds.</summary>
public enum InboxEventState
{
    /// <summary>It waits for a worker, or behind an earlier event of its conversation.</summary>
    Waiting,

    /// <summary>A worker has it.</summary>
    Claimed,

    /// <summary>It has failed, and waits for its next attempt.</summary>
    AwaitingRetry,

    /// <summary>It is a dead letter.</summary>
    Dead,
}
