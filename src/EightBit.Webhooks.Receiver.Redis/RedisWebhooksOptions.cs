using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis;

/// <summary>Redis as inbox, or as deduplication store. Bound to <c>EightBit:Webhooks:Redis</c>; read when the application starts.</summary>
/// <remarks>
/// Where <see cref="Configuration"/> is not set and no <c>UseConnection</c> was called, the connection is the one that <c>AddStackExchangeRedisCache</c> was given, and its instance name is put in front
/// of all keys.
/// </remarks>
public sealed class RedisWebhooksOptions
{
    internal const string Section = "EightBit:Webhooks:Redis";

    // Fields, so that nobody tries to read them from a configuration file.
    internal ConfigurationOptions? ConnectionOptions;
    internal Func<Task<IConnectionMultiplexer>>? SharedConnection;

    /// <summary>Whether events are in Redis too, and not only ids.</summary>
    internal bool KeepsEvents;

    /// <summary>How long others take a node to live after it has last said what it handles.</summary>
    internal TimeSpan AnnouncementLifetime = TimeSpan.FromMinutes(1);

    /// <summary>The most partitions there can be: 1,024.</summary>
    public const int MaxPartitions = 1_024;

    /// <summary>A configuration text of StackExchange.Redis, such as <c>redis.example.com:6380,ssl=true,password=…</c>.</summary>
    public string? Configuration { get; set; }

    /// <summary>What all keys begin with. Applications that share a Redis need different ones. Default <c>eightbit-webhooks:</c>.</summary>
    public string KeyPrefix { get; set; } = "eightbit-webhooks:";

    /// <summary>
    /// Over how many hash slots the keys are spread, 1 to <see cref="MaxPartitions"/>. Default 1; more are of use only on Redis Cluster.
    /// The same for all nodes; it can be changed only while the inbox is empty.
    /// </summary>
    public int Partitions { get; set; } = 1;

    /// <summary>How many events may be pending in a partition before deliveries are answered 503. Default 1,000,000.</summary>
    public long MaxPendingEvents { get; set; } = 1_000_000;

    /// <summary>
    /// How many bytes the bodies of a partition's pending events may have before deliveries are answered 503. A body beyond it by itself is
    /// taken while nothing else is pending. Default 1 GiB.
    /// </summary>
    public long MaxPendingBytes { get; set; } = 1024L * 1024 * 1024;

    /// <summary>How long a dead letter is kept. Default 30 days.</summary>
    public TimeSpan DeadLetterRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>What has to be true of an event before it is acknowledged. Default <see cref="RedisDurability.AsOffered"/>.</summary>
    public RedisDurability Durability { get; set; }

    /// <summary>With <see cref="RedisDurability.Replicated"/>: how many replicas must have an event before it is acknowledged. Default 1.</summary>
    public int Replicas { get; set; } = 1;

    /// <summary>With <see cref="RedisDurability.Replicated"/>: how long to wait for them before the answer is 503. Default 1 second, at most 4.</summary>
    public TimeSpan ReplicationTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the start of the application waits for a Redis that cannot be reached, or is still loading. Default 15 seconds, at most 10 minutes.</summary>
    public TimeSpan StartupTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Connects with these options, in place of <see cref="Configuration"/>. They are copied.</summary>
    /// <param name="options">Where and how to connect.</param>
    public void UseConnection(ConfigurationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ConnectionOptions = options;
    }

    /// <summary>
    /// Takes a connection that the application has already, in place of <see cref="Configuration"/>. It stays the application's: its time-outs
    /// hold, and it is not closed. <see cref="RedisDurability.Replicated"/> needs a connection of its own.
    /// </summary>
    /// <param name="connect">Called when the application starts.</param>
    public void UseConnection(Func<Task<IConnectionMultiplexer>> connect)
    {
        ArgumentNullException.ThrowIfNull(connect);
        SharedConnection = connect;
    }
}
