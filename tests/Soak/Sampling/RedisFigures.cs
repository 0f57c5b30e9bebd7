using StackExchange.Redis;

namespace Soak.Sampling;

/// <summary>What Redis holds.</summary>
internal static class RedisFigures
{
    public static async Task ReadAsync(string address, Dictionary<string, double> figures)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(address + ",allowAdmin=true");
        var server = connection.GetServers()[0];
        figures[SeriesNames.RedisKeys] = await server.DatabaseSizeAsync();
        var memory = (await server.InfoAsync("memory")).SelectMany(section => section).First(line => line.Key == "used_memory").Value;
        figures[SeriesNames.RedisMemory] = double.Parse(memory, System.Globalization.CultureInfo.InvariantCulture);
    }
}
