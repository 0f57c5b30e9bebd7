namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>What became of a replay.</summary>
public enum ReplayOutcome
{
    /// <summary>The event waits to be processed again, behind the events of its conversation that are waiting already.</summary>
    Replayed,

    /// <summary>There is no such dead letter: it was replayed or purged before.</summary>
    NotFound,

    /// <summary>The inbox has no room for it now; it stays a dead letter.</summary>
    Full,
}
