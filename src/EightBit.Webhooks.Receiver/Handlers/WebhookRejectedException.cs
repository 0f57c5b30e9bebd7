namespace EightBit.Webhooks.Receiver.Handlers;

/// <summary>
/// Thrown by a handler when another attempt would fail in the same way. The handler does not run again, and the event becomes a
/// dead letter once its other handlers are done.
/// </summary>
public sealed class WebhookRejectedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Why, for the log and the dead letter.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public WebhookRejectedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
