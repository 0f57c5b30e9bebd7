using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Servers;

/// <summary>What is in Redis under a prefix.</summary>
internal static class TestKeys
{
    public static async Task<IReadOnlyList<string>> ListAsync(string address, string prefix)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(address);
        var keys = new List<string>();
        foreach (var server in connection.GetServers().Where(server => !server.IsReplica))
        {
            await foreach (var key in server.KeysAsync(pattern: prefix + "*", pageSize: 1000))
            {
                keys.Add(key!);
            }
        }

        return keys;
    }

    /// <summary>All but remembered ids and the constant few: counters and the layout.</summary>
    public static async Task<IReadOnlyList<string>> ResidueAsync(string address, string prefix)
        => [.. (await ListAsync(address, prefix)).Where(key =>
            !key.EndsWith(":layout", StringComparison.Ordinal)
            && !key.EndsWith("}:seq", StringComparison.Ordinal)
            && !key.EndsWith("}:confirmed", StringComparison.Ordinal)
            && !key.EndsWith("}:fleet", StringComparison.Ordinal)
            && !key.EndsWith("}:handles", StringComparison.Ordinal)
            && !key.Contains("}:id:", StringComparison.Ordinal))];

    public static async Task DeleteAsync(string address, string prefix)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(address);
        foreach (var key in await ListAsync(address, prefix))
        {
            await connection.GetDatabase().KeyDeleteAsync(key);
        }
    }
}
