namespace EightBit.Webhooks.Cli.Sending;

/// <summary>How an attempt to deliver ended, as the platform sees it.</summary>
internal enum AttemptResult
{
    /// <summary>2xx in time.</summary>
    Acknowledged,

    /// <summary>An answer in time that is not 2xx.</summary>
    Status,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>No connection, or one that ended before the answer.</summary>
    Connection,
}
