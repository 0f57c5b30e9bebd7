using Microsoft.Extensions.Logging;

namespace LambdaVerifier;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Refused a delivery: {Code}. {Explanation}.")]
    public static partial void Refused(this ILogger logger, string code, string explanation);

    [LoggerMessage(2, LogLevel.Error, "Event {EventId} could not be stored and was answered 503; the platform sends it again.")]
    public static partial void NotTaken(this ILogger logger, Exception exception, string eventId);

    [LoggerMessage(3, LogLevel.Warning, "Event {EventId} is queued, but its id could not be marked as taken: if it is sent again after {Lease}, it is queued twice.")]
    public static partial void NotRemembered(this ILogger logger, Exception exception, string eventId, TimeSpan lease);

    [LoggerMessage(4, LogLevel.Warning, "The claim on event {EventId} could not be given back: deliveries of it are answered 409 for {Lease}.")]
    public static partial void NotReleased(this ILogger logger, Exception exception, string eventId, TimeSpan lease);
}
