namespace EightBit.Webhooks.Receiver.Testing.Waiting;

/// <summary>What a test waits for will not happen, or has not happened in time. The message says what has happened instead.</summary>
public sealed class WebhookWaitException : Exception
{
    internal WebhookWaitException(string message)
        : base(message)
    {
    }
}
