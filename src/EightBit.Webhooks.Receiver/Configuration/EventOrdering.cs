namespace EightBit.Webhooks.Receiver.Configuration;

/// <summary>In which order accepted events are processed.</summary>
public enum EventOrdering
{
    /// <summary>
    /// Events of one conversation run one at a time, in the order they were accepted; a failing one holds back its own conversation
    /// until it succeeds or is dead. Events of different conversations run side by side. This is the default.
    /// </summary>
    PerConversation,

    /// <summary>All events run side by side, in no particular order.</summary>
    None,
}
