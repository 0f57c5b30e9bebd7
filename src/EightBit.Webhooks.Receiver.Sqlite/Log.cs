using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Sqlite;

/// <summary>All log messages of the package. Event ids are stable: 4xx.</summary>
internal static partial class Log
{
    [LoggerMessage(400, LogLevel.Information, "SQLite inbox {File} is open: {Pending} events are pending, {Orphans} of them claimed by a process that has ended. Synchronous: {Synchronous}")]
    public static partial void Opened(this ILogger logger, string file, long pending, int orphans, SqliteSynchronous synchronous);

    [LoggerMessage(401, LogLevel.Error, "Expired ids and old dead letters could not be deleted; next try in {Interval}. Nothing is lost, but the file grows meanwhile")]
    public static partial void CleaningFailed(this ILogger logger, Exception exception, TimeSpan interval);
}
