namespace AuditTrail;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "The audit trail {Path} has {Entries} entries. Head: {Head}.")]
    public static partial void Opened(this ILogger logger, string path, long entries, string head);

    [LoggerMessage(2, LogLevel.Warning, "The last line of {Path} was not written to its end, {Bytes} bytes of it: the process was interrupted. It was removed, and an entry says so; its event was not acknowledged as handled and comes again.")]
    public static partial void TornLineRemoved(this ILogger logger, string path, long bytes);
}
