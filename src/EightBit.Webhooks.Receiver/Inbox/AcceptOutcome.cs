namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>What became of a delivery that was offered to an inbox. 0 is none of them, so that an inbox which forgot to answer accepts nothing.</summary>
public enum AcceptOutcome
{
    /// <summary>The event is in the inbox, as durably as this inbox promises. Answered 200.</summary>
    Accepted = 1,

    /// <summary>An event with this id is in the inbox or was, within the time that ids are remembered. Answered 200.</summary>
    Duplicate = 2,

    /// <summary>There is no room. The id is <b>not</b> remembered. Answered 503, so that the platform sends it again.</summary>
    Full = 3,

    /// <summary>The inbox takes nothing more, because the application stops. The id is not remembered. Answered 503.</summary>
    Closed = 4,
}
