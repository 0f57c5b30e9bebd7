namespace EightBit.Webhooks.Receiver.Redis;

/// <summary>What has to be true of an event before it is acknowledged.</summary>
public enum RedisDurability
{
    /// <summary>
    /// Whatever the server is set to; a log line at start-up says what that is, and what it may lose. The application's own end loses
    /// nothing in any case.
    /// </summary>
    AsOffered,

    /// <summary>In the server's memory is enough: the end of the server may lose what was acknowledged. Says that it is meant to be so.</summary>
    Memory,

    /// <summary>
    /// On the server's disk. The application does not start unless the server has <c>appendonly yes</c>, <c>appendfsync always</c> and
    /// <c>maxmemory-policy noeviction</c>, and lets itself be asked for them. A failover to a replica may still lose it.
    /// </summary>
    LocalFsync,

    /// <summary>
    /// In the memory of <see cref="RedisWebhooksOptions.Replicas"/> replicas too: each accept, and each duplicate, is confirmed with
    /// <c>WAIT</c>; where that falls short the answer is 503.
    /// </summary>
    Replicated,
}
