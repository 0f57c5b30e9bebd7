namespace EightBit.Webhooks.Receiver.Redis;

/// <summary>Redis cannot be used, or has not carried out a command. The message says why and what to do.</summary>
public sealed class RedisInboxException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Why, and what to do.</param>
    /// <param name="innerException">What the client or the server said.</param>
    public RedisInboxException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
