namespace Notifications;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "The digest of {Count} notifications could not be sent; they go into the next one.")]
    public static partial void DigestFailed(ILogger logger, Exception exception, int count);
}
