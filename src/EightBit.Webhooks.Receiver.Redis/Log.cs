using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Redis;

/// <summary>All log messages of the package. Event ids are stable: 5xx.</summary>
internal static partial class Log
{
    [LoggerMessage(500, LogLevel.Information, "Redis at {Server} (version {Version}) is in use, with keys under {Prefix}. {Durability}")]
    public static partial void Connected(this ILogger logger, string server, string version, string prefix, string durability);

    [LoggerMessage(501, LogLevel.Warning, "Redis at {Server}: {Concern}")]
    public static partial void DurabilityConcern(this ILogger logger, string server, string concern);

    [LoggerMessage(502, LogLevel.Warning, "Redis cannot be used yet; next try in {Delay}: {Reason}")]
    public static partial void NotReadyYet(this ILogger logger, string reason, TimeSpan delay);

    [LoggerMessage(503, LogLevel.Error, "Old dead letters could not be deleted; next try in {Interval}. Nothing is lost, but Redis keeps them meanwhile")]
    public static partial void CleaningFailed(this ILogger logger, Exception exception, TimeSpan interval);

    [LoggerMessage(504, LogLevel.Error, "Entry {EntryId} of the Redis inbox cannot be read, and its key {Key} is left as it is: part of it was deleted or changed by somebody else, or it was written by a newer version. {Consequence}")]
    public static partial void EntryUnreadable(this ILogger logger, Exception? exception, long entryId, string key, string consequence);

    [LoggerMessage(505, LogLevel.Warning, "The answer to an earlier claim did not arrive; {Count} events that it had got were given back and are claimed again")]
    public static partial void UnansweredClaimReturned(this ILogger logger, long count);

    [LoggerMessage(506, LogLevel.Error, "Deliveries are answered 503: {Confirmed} of {Wanted} replicas have confirmed within {Timeout}. The platform sends them again")]
    public static partial void TooFewReplicas(this ILogger logger, long confirmed, int wanted, TimeSpan timeout);

    [LoggerMessage(507, LogLevel.Debug, "What Redis may lose could not be asked again: {Reason}")]
    public static partial void NotCheckedAgain(this ILogger logger, string reason);

    [LoggerMessage(508, LogLevel.Warning, "Events of some partitions cannot be claimed at present. The other partitions go on")]
    public static partial void PartitionsNotClaimed(this ILogger logger, Exception exception);

    [LoggerMessage(509, LogLevel.Critical, "Redis at {Server} no longer has what it held for the webhooks, which the settings accept: ids are forgotten, and so are the events that a Redis inbox had accepted and not yet processed. Deliveries are taken again from now on")]
    public static partial void BeginningAnew(this ILogger logger, string server);

    [LoggerMessage(510, LogLevel.Critical, "Deliveries are answered 503 since Redis no longer keeps what it is given as it has to: {Unfitness}")]
    public static partial void ServerUnfit(this ILogger logger, string unfitness);

    [LoggerMessage(511, LogLevel.Information, "Redis keeps what it is given again as it has to. Deliveries are taken")]
    public static partial void ServerFitAgain(this ILogger logger);

    [LoggerMessage(512, LogLevel.Critical, "Deliveries are answered 503: {Message}")]
    public static partial void SeveralPrimaries(this ILogger logger, string message);

    [LoggerMessage(
        513,
        LogLevel.Critical,
        "Part of the data of the inbox in Redis is gone (partition {Partition}): the last event had number {Before}, and Redis says {Now}. Events that "
        + "were acknowledged may be lost: an older file or snapshot was put back, or a server that lagged behind took over. Look for deliveries of the last "
        + "minutes in the platform's delivery log and have it send them again. Numbers go on after {Before}")]
    public static partial void DataRolledBack(this ILogger logger, int partition, long before, long now);
}
