namespace EightBit.Webhooks.Receiver.Sqlite;

/// <summary>The inbox's file cannot be used. The message says why and what to do.</summary>
public sealed class SqliteInboxException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Why, and what to do.</param>
    /// <param name="innerException">What SQLite or the file system said.</param>
    public SqliteInboxException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
