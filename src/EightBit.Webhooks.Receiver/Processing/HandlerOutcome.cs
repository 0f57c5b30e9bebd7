namespace EightBit.Webhooks.Receiver.Processing;

internal enum HandlerOutcome
{
    Succeeded,
    Failed,
    Rejected,

    /// <summary>The payload could not be read, so the handler did not run.</summary>
    Unreadable,

    /// <summary>The receiver cut the run short: the application stops, or the lease is lost.</summary>
    Interrupted,
}
