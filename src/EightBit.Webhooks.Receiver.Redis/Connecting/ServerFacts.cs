using System.Globalization;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Connecting;

/// <summary>What a server says of itself, and what that means for what it is trusted with.</summary>
internal sealed record ServerFacts
{
    /// <summary>The oldest version whose behaviour the scripts rely on.</summary>
    public static readonly Version MinVersion = new(6, 2);

    public required string EndPoint { get; init; }

    /// <summary>Another one after each start: what has the same is the same server, reached in two ways.</summary>
    public required string RunId { get; init; }

    public required Version Version { get; init; }

    /// <summary>Whether there is an append-only file.</summary>
    public required bool AppendOnly { get; init; }

    /// <summary><c>always</c>, <c>everysec</c> or <c>no</c>; null where the server does not let itself be asked.</summary>
    public required string? AppendFsync { get; init; }

    /// <summary>Whether the server does without <c>fsync</c> while it rewrites its file; null where it does not let itself be asked.</summary>
    public required bool? SkipsFsyncOnRewrite { get; init; }

    /// <summary>0: no limit.</summary>
    public required long MaxMemory { get; init; }

    public required string MaxMemoryPolicy { get; init; }

    public required int Replicas { get; init; }

    private bool MayEvictEvents => MaxMemory > 0 && MaxMemoryPolicy.StartsWith("allkeys", StringComparison.Ordinal);

    private bool IsFsynced => AppendOnly && AppendFsync == "always" && SkipsFsyncOnRewrite == false;

    private bool MayEvictIds => MaxMemory > 0 && MaxMemoryPolicy != "noeviction";

    /// <summary>Asks every primary.</summary>
    public static async Task<IReadOnlyList<ServerFacts>> OfPrimariesAsync(IConnectionMultiplexer multiplexer)
    {
        var servers = multiplexer.GetServers();
        var primaries = servers.Where(server => server is { IsConnected: true, IsReplica: false }).ToList();
        if (primaries.Count == 0)
        {
            throw servers.Any(server => server is { IsConnected: true, IsReplica: true })
                ? new RedisServerException("READONLY only replicas can be reached")
                : new RedisConnectionException(ConnectionFailureType.UnableToConnect, "none of the configured servers can be reached");
        }

        var facts = await Task.WhenAll(primaries.Select(OfAsync));
        return SeveralPrimaries.MessageOf(multiplexer, endPoint => facts.FirstOrDefault(server => server.EndPoint == endPoint)?.RunId) is { } several
            ? throw new RedisException(several)
            : facts;
    }

    /// <summary>Asks every primary that is connected and lets itself be asked.</summary>
    public static async Task<IReadOnlyList<ServerFacts>> OfReachablePrimariesAsync(IConnectionMultiplexer multiplexer)
    {
        var primaries = await Task.WhenAll(multiplexer.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }).Select(TryOfAsync));
        return [.. primaries.OfType<ServerFacts>()];
    }

    /// <summary>Asks every replica that is connected and lets itself be asked.</summary>
    public static async Task<IReadOnlyList<ServerFacts>> OfReplicasAsync(IConnectionMultiplexer multiplexer)
    {
        var replicas = await Task.WhenAll(multiplexer.GetServers().Where(server => server is { IsConnected: true, IsReplica: true }).Select(TryOfAsync));
        return [.. replicas.OfType<ServerFacts>()];
    }

    /// <exception cref="RedisInboxException">Not for what the application wants of it.</exception>
    public void ThrowIfUnfit(RedisWebhooksOptions options)
    {
        if (Unfitness(options) is { } unfitness)
        {
            throw new RedisInboxException($"Redis at {EndPoint} {unfitness}");
        }
    }

    /// <summary>Why an application does not start with it, if it does not.</summary>
    public string? Unfitness(RedisWebhooksOptions options)
    {
        if (Version < MinVersion)
        {
            return $"has version {Version}, and {MinVersion} or later is needed. Upgrade it, or use another server.";
        }

        if (MayEvictEvents)
        {
            return $"deletes keys when it runs out of memory (maxmemory-policy {MaxMemoryPolicy}): it would delete "
                + $"{(options.KeepsEvents ? "accepted events" : "the ids it has to remember")} without a word. Set maxmemory-policy noeviction, or use another server.";
        }

        return options.Durability == RedisDurability.LocalFsync && !(IsFsynced && MaxMemoryPolicy == "noeviction")
            ? $"has {Settings()}, and {RedisWebhooksOptions.Section}:Durability is LocalFsync, which needs 'appendonly yes', 'appendfsync always', "
                + "'no-appendfsync-on-rewrite no' and 'maxmemory-policy noeviction'. Change the server's settings, or choose another durability."
            : null;
    }

    /// <summary>What would be worse if it took over.</summary>
    public string? ConcernAsReplica(RedisWebhooksOptions options)
    {
        var concern = Unfitness(options) ?? Concern(options, isReplica: true);
        return concern is null ? null : $"is a replica that may take over, and {concern}";
    }

    /// <summary>Whether it was accepted that the server begins with nothing when it is started again.</summary>
    public bool MayForgetEverything(RedisWebhooksOptions options)
        => !options.KeepsEvents
            || options.Durability == RedisDurability.Memory
            || (options.Durability == RedisDurability.AsOffered && !AppendOnly);

    /// <summary>One sentence for the log.</summary>
    public string WhatMayBeLost(RedisWebhooksOptions options) => options.Durability switch
    {
        _ when !options.KeepsEvents
            => "Only ids are remembered there, and events wait in the memory of this process. An id that Redis loses, if it dies or a replica takes over, "
                + $"is forgotten, and its event runs again if the platform sends it again ({Settings()})",
        RedisDurability.Replicated
            => $"What was acknowledged is in the memory of {options.Replicas} replica(s) too; it is lost only if all of them and the primary are ({Settings()})",
        RedisDurability.Memory => "What was acknowledged is in Redis' memory, and lost with it, as configured",
        _ when AppendOnly && AppendFsync == "always"
            => "What was acknowledged is on Redis' disk; a failover to a replica may lose what the replica had not received",
        _ when AppendOnly && AppendFsync == "everysec"
            => "If Redis or its machine dies, about the last second of what was acknowledged may be lost, and with a failover what the replica "
                + "had not received (appendfsync everysec)",
        _ when AppendOnly
            => $"If Redis' machine dies, what was acknowledged and not yet written to its disk is lost ({Settings()})",
        _ => $"If Redis dies, what was acknowledged since its last snapshot is lost ({Settings()})",
    };

    /// <summary>What somebody should look at, though it is no reason not to start.</summary>
    public string? Concern(RedisWebhooksOptions options, bool isReplica = false)
    {
        if (MayEvictIds)
        {
            return $"its maxmemory-policy is {MaxMemoryPolicy}: when memory runs out it forgets remembered ids, and events may run again. Use noeviction";
        }

        return options.Durability switch
        {
            _ when !options.KeepsEvents => null,
            RedisDurability.Replicated when !isReplica && Replicas < options.Replicas
                => $"it has {Replicas} replica(s), and {options.Replicas} must confirm each delivery: until there are, all are answered 503",
            RedisDurability.AsOffered when !AppendOnly
                => "it has no append-only file: what was acknowledged since the last snapshot is lost with it. Set appendonly yes, or say that this is "
                    + $"intended with {RedisWebhooksOptions.Section}:Durability=Memory",
            _ => null,
        };
    }

    private string Settings()
        => $"appendonly {(AppendOnly ? "yes" : "no")}, appendfsync {AppendFsync ?? "unknown, since CONFIG is not allowed"}, maxmemory-policy {MaxMemoryPolicy}"
            + (SkipsFsyncOnRewrite == true ? ", no-appendfsync-on-rewrite yes" : "");

    private static async Task<ServerFacts> OfAsync(IServer server)
    {
        var info = Parse((string)(await server.ExecuteAsync("INFO"))!);
        if (info.GetValueOrDefault("loading") == "1")
        {
            throw new RedisServerException("LOADING Redis is loading the dataset in memory");
        }

        return new ServerFacts
        {
            EndPoint = EndPointCollection.ToString(server.EndPoint),
            Version = Version.TryParse(info.GetValueOrDefault("redis_version"), out var version) ? version : new Version(0, 0),
            AppendOnly = info.GetValueOrDefault("aof_enabled") == "1",
            RunId = info.GetValueOrDefault("run_id", ""),
            AppendFsync = await SettingOfAsync(server, "appendfsync"),
            SkipsFsyncOnRewrite = await SettingOfAsync(server, "no-appendfsync-on-rewrite") is { } skips ? skips == "yes" : null,
            MaxMemory = long.Parse(info.GetValueOrDefault("maxmemory", "0"), CultureInfo.InvariantCulture),
            MaxMemoryPolicy = info.GetValueOrDefault("maxmemory_policy", "unknown"),
            Replicas = int.Parse(info.GetValueOrDefault("connected_slaves", "0"), CultureInfo.InvariantCulture),
        };
    }

    private static async Task<ServerFacts?> TryOfAsync(IServer replica)
    {
        try
        {
            return await OfAsync(replica);
        }
        catch (Exception exception) when (RedisFailure.Is(exception))
        {
            return null; // it is asked again later
        }
    }

    // Not every server that somebody else runs lets itself be asked.
    private static async Task<string?> SettingOfAsync(IServer server, string setting)
    {
        try
        {
            var answer = await server.ExecuteAsync("CONFIG", "GET", setting);
            return answer.Length == 2 ? (string?)answer[1] : null;
        }
        catch (Exception exception) when (exception is RedisServerException or RedisCommandException)
        {
            return null;
        }
    }

    private static Dictionary<string, string> Parse(string info)
        => info.Split('\n', StringSplitOptions.TrimEntries)
            .Select(line => line.Split(':', 2))
            .Where(parts => parts.Length == 2)
            .GroupBy(parts => parts[0])
            .ToDictionary(line => line.Key, line => line.First()[1], StringComparer.Ordinal);
}
