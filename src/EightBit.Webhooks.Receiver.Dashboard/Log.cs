using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Dashboard;

/// <summary>All log messages of the package. Event ids are stable: 6xx. No payload.</summary>
internal static partial class Log
{
    [LoggerMessage(600, LogLevel.Warning, "The dashboard at {Pattern} serves nobody until it is mapped with authorization: app.MapEightBitWebhookDashboard().RequireAuthorization(\"POLICY\"). Without it, it is open in Development alone, to this machine")]
    public static partial void ServesNobody(this ILogger logger, string pattern);

    [LoggerMessage(601, LogLevel.Warning, "The dashboard at {Pattern} serves nobody: AllowAnonymous does not open it. Take AllowAnonymous away and write app.MapEightBitWebhookDashboard().RequireAuthorization(\"POLICY\")")]
    public static partial void ServesNobodyAnonymous(this ILogger logger, string pattern);

    [LoggerMessage(602, LogLevel.Information, "The dashboard at {Pattern} is open to this machine without authorization, because this is Development")]
    public static partial void OpenToThisMachine(this ILogger logger, string pattern);

    [LoggerMessage(603, LogLevel.Warning, "The dashboard at {Pattern} has refused a request: {Reason}. To let people in, write app.MapEightBitWebhookDashboard().RequireAuthorization(\"POLICY\"). Further refusals are not logged")]
    public static partial void AccessRefused(this ILogger logger, string pattern, string reason);

    [LoggerMessage(610, LogLevel.Information, "Dashboard: {User} asked to replay dead letter {EntryId}, event {EventId}: {Outcome}")]
    public static partial void DeadLetterReplayed(this ILogger logger, string user, long entryId, string eventId, string outcome);

    [LoggerMessage(611, LogLevel.Information, "Dashboard: {User} asked to purge dead letter {EntryId}, event {EventId}: {Outcome}")]
    public static partial void DeadLetterPurged(this ILogger logger, string user, long entryId, string eventId, string outcome);

    [LoggerMessage(612, LogLevel.Warning, "Dashboard: an action of {User} at {Route} was refused: {Reason}")]
    public static partial void ActionRefused(this ILogger logger, string user, string? route, string reason);

    [LoggerMessage(620, LogLevel.Warning, "The dashboard could not ask the {Subject}. For the next minute this is not logged again")]
    public static partial void NotAsked(this ILogger logger, Exception? exception, string subject);

    [LoggerMessage(621, LogLevel.Error, "The dashboard failed on {Method} {Route}")]
    public static partial void RequestFailed(this ILogger logger, Exception exception, string method, string? route);

    [LoggerMessage(622, LogLevel.Warning, "The dashboard's charts miss a point")]
    public static partial void PointMissed(this ILogger logger, Exception exception);

    [LoggerMessage(623, LogLevel.Warning, "The dashboard allows no replay and no purge: the application's antiforgery gives no token for it. {Reason}")]
    public static partial void NoAntiforgeryToken(this ILogger logger, string reason);
}
