namespace EightBit.Webhooks.Receiver.Inbox;

/// <summary>The handlers of an event that will not run again. An inbox keeps it as it is and never reads it.</summary>
/// <param name="Completed">Names of the handlers that have succeeded.</param>
/// <param name="Rejected">Names of the handlers that have failed for good. A replay runs them again.</param>
public sealed record HandlerProgress(IReadOnlyList<string> Completed, IReadOnlyList<string> Rejected)
{
    /// <summary>No handler has run yet.</summary>
    public static readonly HandlerProgress None = new([], []);
}
