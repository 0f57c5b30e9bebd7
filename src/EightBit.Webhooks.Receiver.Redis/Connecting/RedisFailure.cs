using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Connecting;

/// <summary>Says what an error of Redis or its client means, and what to do.</summary>
internal static class RedisFailure
{
    /// <summary>Whether trying again cannot help until somebody has changed something.</summary>
    public static bool IsFinal(Exception exception)
        => exception is RedisCommandException
            || (ErrorOf(exception) is { } error && (error.Contains("WRONGPASS") || error.Contains("NOAUTH") || error.Contains("NOPERM") || error.Contains("invalid password")));

    /// <summary>Whether a partition no longer says what it holds.</summary>
    public static bool IsLayoutGone(Exception exception) => exception.Message.Contains("LAYOUTGONE");

    public static bool Is(Exception exception)
        => exception is RedisException or RedisTimeoutException or TimeoutException or ObjectDisposedException or RedisCommandException;

    public static RedisInboxException Explain(Exception exception, string server)
        => new(Message(ErrorOf(exception) ?? exception.Message, exception, server), exception);

    private static string? ErrorOf(Exception? exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is RedisServerException)
            {
                return inner.Message;
            }
        }

        return exception?.Message;
    }

    private static string Message(string error, Exception exception, string server) => error switch
    {
        _ when exception is ObjectDisposedException
            => $"The connection to Redis at {server} is closed: the application is stopping, or has disposed of a connection that it shares with the webhooks. "
                + "It does not come back by itself: keep it open as long as the application runs.",
        _ when exception is RedisCommandException
            => $"The client does not send a command that is needed to Redis at {server}: {error} Look for '$COMMAND=' in the configuration, which takes "
                + "commands away, and for options that do not fit the server.",
        _ when error.Contains("LAYOUTGONE")
            => $"The data of the inbox at {server} is gone or has moved: {error}. Was it flushed, did Redis start anew without its data, or did a slot move? "
                + "Deliveries are answered 503 until somebody has looked. Bring the data back; or, to begin anew on an empty Redis, restart the application.",
        _ when error.Contains("TRYAGAIN")
            => $"A slot of the cluster at {server} is on its way to another node. Deliveries of its partition are answered 503 until it is there.",
        _ when error.Contains("WRONGPASS") || error.Contains("invalid password") || error.Contains("invalid username-password")
            => $"Redis at {server} refuses the user name or password. Check 'user' and 'password' in the configuration.",
        _ when error.Contains("NOAUTH")
            => $"Redis at {server} asks for a password, and none is configured. Add 'password=…' (and 'user=…') to the configuration.",
        _ when error.Contains("NOPERM") || error.Contains("can't run this command") || error.Contains("can't access")
            => $"The Redis user has not the rights it needs at {server}: {error} It needs, on keys and channels with our prefix, +@read +@write "
                + "+@scripting +@pubsub +@connection +info +time +wait (and +config|get, to tell what may be lost; on a cluster +cluster|nodes, to find its nodes).",
        _ when error.Contains("WRONGTYPE")
            => $"A key at {server} that belongs to the webhooks holds something else: {error} Another application uses the same prefix, or somebody "
                + "has written to it. Choose another KeyPrefix, or delete the key that is in the way.",
        _ when error.Contains("READONLY")
            => $"Redis at {server} is a read-only replica. Configure the primary (or all nodes, or the sentinels), not a replica.",
        _ when error.Contains("OOM") || error.Contains("used memory > 'maxmemory'")
            => $"Redis at {server} has reached maxmemory and takes nothing more. What was accepted is still processed. Raise maxmemory, or find out "
                + "what fills it.",
        _ when error.Contains("MISCONF")
            => $"Redis at {server} cannot write to its disk and refuses changes: {error}",
        _ when error.Contains("NOREPLICAS")
            => $"Redis at {server} has fewer replicas than its min-replicas-to-write asks for, and refuses changes until they are back.",
        _ when error.Contains("LOADING")
            => $"Redis at {server} is still loading its data; it will take commands when it is done.",
        _ when error.Contains("BUSY ")
            => $"Redis at {server} is busy with somebody's long script: {error}",
        _ when error.Contains("CROSSSLOT")
            => $"Redis at {server} is a cluster, and the prefix breaks its hash tags: {error} Leave out braces from KeyPrefix and instance name.",
        _ when error.Contains("NUMBERTAKEN")
            => $"The data of the inbox at {server} has been tampered with: {error}. The delivery was not taken; the next one may be.",
        _ when error.Contains("unknown command") || error.Contains("Unknown Redis command")
            => $"Redis at {server} does not know a command that is needed: {error}",
        _ when exception is TimeoutException
            => $"Redis at {server} has not answered in time: {exception.Message} Whether the command was carried out is not known.",
        _ when exception is RedisConnectionException
            => $"Redis at {server} cannot be reached: {exception.Message} If its port expects TLS, add 'ssl=true' to the configuration; "
                + "if it does not, leave that out.",
        _ => $"Redis at {server} has not carried out a command: {error}",
    };
}
