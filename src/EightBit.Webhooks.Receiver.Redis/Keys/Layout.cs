using System.Globalization;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Keys;

/// <summary>
/// What all nodes must agree on, in a key of each partition. Nodes that disagree on where an event is kept would take it twice and run its
/// conversation out of order.
/// </summary>
internal static class Layout
{
    private const string Beginning = "version 1, partitions ";

    public static string Of(int partitions) => Beginning + partitions.ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes down how this node is configured, unless another one has been there before.</summary>
    /// <exception cref="RedisInboxException">The other one was configured otherwise.</exception>
    public static async Task<KeySpace> AgreeAsync(IDatabase database, KeySpace keys)
    {
        await AgreeAsync(database, keys, 0); // every layout has this one: who disagrees writes nothing
        await Task.WhenAll(Enumerable.Range(1, keys.Count - 1).Select(partition => AgreeAsync(database, keys, partition)));
        return keys;
    }

    /// <summary>Finds out how the nodes are configured, and writes nothing.</summary>
    /// <exception cref="RedisInboxException">No node has been there, or one of a newer version.</exception>
    public static async Task<KeySpace> FindAsync(IDatabase database, string prefix)
    {
        var agreed = await ReadAsync(database, new KeySpace(prefix, 1), 0) ?? throw new RedisInboxException(
            $"There is no inbox in Redis under '{prefix}': no application with that KeyPrefix has been started on it. Check the server, the database "
            + "and the prefix (the instance name of AddStackExchangeRedisCache, where its connection is used, goes in front of it).");
        return agreed.StartsWith(Beginning, StringComparison.Ordinal)
            && int.TryParse(agreed.AsSpan(Beginning.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var partitions)
            && partitions is >= 1 and <= RedisWebhooksOptions.MaxPartitions
            ? new KeySpace(prefix, partitions)
            : throw new RedisInboxException($"The data in Redis under '{prefix}' is laid out as '{agreed}', which a newer version of this package has written. Update it.");
    }

    private static async Task AgreeAsync(IDatabase database, KeySpace keys, int partition)
    {
        await database.StringSetAsync(keys.LayoutOf(partition), keys.Layout, when: When.NotExists);
        var agreed = await ReadAsync(database, keys, partition);
        if (agreed != keys.Layout)
        {
            throw new RedisInboxException(
                $"The data in Redis under '{keys.Prefix}' is laid out as '{agreed}', and this application is configured for '{keys.Layout}'. Configure it "
                + $"alike; or, to change it, let the inbox run empty, stop all nodes, delete the keys '{keys.Prefix}{{…}}:layout' of all partitions and start "
                + "again: ids that are remembered are then looked for elsewhere, so events that the platform sends once more may run again.");
        }
    }

    private static async Task<string?> ReadAsync(IDatabase database, KeySpace keys, int partition)
        => await database.StringGetAsync(keys.LayoutOf(partition), CommandFlags.DemandMaster);
}
