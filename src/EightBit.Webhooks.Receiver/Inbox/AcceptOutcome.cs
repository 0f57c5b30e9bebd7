namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>What became of a delivery that was offered to an inbox.</summary>
public enum AcceptOutcome
{
    /// <summary>The event is in the inbox, as durably as this inbox promises. Answered 200.</summary>
    Accepted,

    /// <summary>An event with this id is in the inbox or was, within the time that ids are remembered. Answered 200.</summary>
    Duplicate,

    /// <summary>There is no room. The id is <b>not</b> remembered. Answered 503, so that the platform sends it again.</summary>
    Full,

    /// <summary>The inbox takes nothing more, because the application stops. The id is not remembered. Answered 503.</summary>
    Closed,
}
