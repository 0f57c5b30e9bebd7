using System.Diagnostics;
using System.Globalization;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;

namespace RedisInboxBenchmark;

/// <summary>redis-benchmark with a script that remembers an id and adds the body to a stream: no order, no leases, no limits.</summary>
internal static class BareScript
{
    private const string Script = "if redis.call('SET', KEYS[1], 1, 'NX', 'PX', 259200000) then redis.call('XADD', KEYS[2], '*', 'body', ARGV[1]) end";

    public static async Task<double> PerSecondAsync(RedisServer server, int senders, int count)
    {
        var sha = (await server.ExecuteAsync("SCRIPT", "LOAD", Script)).ToString()!;
        var start = new ProcessStartInfo("redis-benchmark");
        string[] arguments =
        [
            "-p", $"{server.Port}", "-c", $"{senders}", "-n", $"{count}", "-r", "1000000000", "--csv",
            "EVALSHA", sha, "2", "bare:{0}:id:__rand_int__", "bare:{0}:stream", new string('x', Workload.BodyBytes),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var benchmark = await ChildProcess.RunAsync(start, TimeSpan.FromMinutes(10));
        var result = benchmark.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Split("\",\"");
        return double.Parse(result[1].Trim('"'), CultureInfo.InvariantCulture);
    }
}
