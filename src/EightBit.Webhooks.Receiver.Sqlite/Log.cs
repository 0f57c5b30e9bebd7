using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Sqlite;

/// <summary>All log messages of the package. Event ids are stable: 4xx.</summary>
internal static partial class Log
{
    [LoggerMessage(400, LogLevel.Information, "SQLite inbox {File} is open: {Pending} events are pending, {Orphans} of them claimed by a process that has ended. Synchronous: {Synchronous}")]
    public static partial void Opened(this ILogger logger, string file, long pending, int orphans, SqliteSynchronous synchronous);

    [LoggerMessage(401, LogLevel.Error, "Expired ids and old dead letters could not be deleted; next try in {Interval}. Nothing is lost, but the file grows meanwhile")]
    public static partial void CleaningFailed(this ILogger logger, Exception exception, TimeSpan interval);

    [LoggerMessage(404, LogLevel.Warning, "{Count} lines of the delivery log are left out, because the disk cannot keep up. Deliveries and events are not affected")]
    public static partial void LogLinesLeftOut(this ILogger logger, long count);

    [LoggerMessage(405, LogLevel.Error, "{Count} lines of the delivery log could not be written and are left out. Deliveries and events are not affected")]
    public static partial void LogLinesNotWritten(this ILogger logger, Exception exception, int count);

    [LoggerMessage(410, LogLevel.Warning, "{Count} deliveries without a verified event are left out of the delivery log, which takes {Limit} of them a minute, so that forged requests cannot fill it. Each of them has a line of its own in the application's log")]
    public static partial void UnverifiedLinesLeftOut(this ILogger logger, long count, int limit);

    [LoggerMessage(415, LogLevel.Warning, "The clock of the machine was set by {Step}, to {Now:O}, or the machine was suspended. Leases and retries of the SQLite inbox keep their length. If the clock is ahead, set it right within the hour: after that, ids, dead letters and lines of the log that are expired by it are deleted")]
    public static partial void ClockSet(this ILogger logger, TimeSpan step, DateTimeOffset now);

    [LoggerMessage(402, LogLevel.Critical, "The disk of the SQLite inbox has {Free} bytes left, less than MinFreeDiskBytes ({Floor}): deliveries are answered 503 until there is more. What was accepted is processed as before. Free some space")]
    public static partial void DiskFull(this ILogger logger, long free, long floor);

    [LoggerMessage(403, LogLevel.Information, "The disk of the SQLite inbox has {Free} bytes left: deliveries are accepted again")]
    public static partial void DiskHasRoomAgain(this ILogger logger, long free);

    [LoggerMessage(406, LogLevel.Information, "As an operator asked from another process, {Replayed} dead letters were replayed and {Purged} purged; {NotDone} were not found or there was no room")]
    public static partial void OperatorRequestCarriedOut(this ILogger logger, int replayed, int purged, int notDone);

    [LoggerMessage(407, LogLevel.Error, "What an operator asks for from another process could not be carried out; next try in {Interval}. Deliveries and events are not affected")]
    public static partial void OperatorRequestsFailed(this ILogger logger, Exception exception, TimeSpan interval);

    [LoggerMessage(408, LogLevel.Critical, "{Problem}")]
    public static partial void FilesSwapped(this ILogger logger, string problem);

    [LoggerMessage(409, LogLevel.Information, "The files of SQLite inbox {File} are back: deliveries are accepted again")]
    public static partial void FilesBack(this ILogger logger, string file);

    [LoggerMessage(411, LogLevel.Warning, "SQLite inbox {File} was not closed by the last process, or was changed since; it was checked and is sound. If it is a copy, events may run again, and what was accepted after it was made is not in it")]
    public static partial void LastEndNotClean(this ILogger logger, string file);

    [LoggerMessage(412, LogLevel.Warning, "SQLite inbox {File} is on a file system ({Format}) that goes with the machine or the container, and acknowledged events with it. Put it on a volume")]
    public static partial void ShortLivedFileSystem(this ILogger logger, string file, string format);
}
