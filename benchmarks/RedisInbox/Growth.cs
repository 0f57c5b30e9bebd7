using System.Diagnostics;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RedisInboxBenchmark;

/// <summary>What pending events and remembered ids cost in memory, and whether a claim takes longer the more there are.</summary>
internal static class Growth
{
    private const int Claims = 1_000;

    public static async Task RunAsync()
    {
        await using var server = await RedisServer.StartAsync("--appendonly", "no");
        await using var app = Workload.CreateApplication(server, _ => { });
        var redis = app.Services.GetServices<IHostedService>().OfType<IHostedLifecycleService>().ToList();
        foreach (var service in redis)
        {
            await service.StartingAsync(default);
        }

        var inbox = app.Services.GetRequiredService<IWebhookInbox>();
        var empty = await UsedMemoryAsync(server);
        Console.WriteLine("  pending   MiB used   bytes each (1 KB body and id)   claim and settle of 16: p50 ms   p99 ms");
        var pending = 0;
        foreach (var target in new[] { 1_000, 10_000, 100_000, 1_000_000 })
        {
            await Workload.AcceptAsync(inbox, $"to-{target}", senders: 64, target - pending);
            var used = await UsedMemoryAsync(server) - empty;
            var times = await ClaimAsync(inbox);
            pending = (int)await PendingAsync(app.Services);
            Console.WriteLine($"{target,9:n0}   {used / 1024 / 1024,8:n0}   {used / target,29:n0}   {times[times.Count / 2],31:0.00}   {times[times.Count * 99 / 100],6:0.00}");
        }

        while ((await inbox.ClaimAsync(64, TimeSpan.FromMinutes(1), default)).Leases is { Count: > 0 } leases)
        {
            await Task.WhenAll(leases.Select(lease => inbox.SettleAsync(lease, Settlement.Completed.Instance, default).AsTask()));
        }

        var ids = (await server.ExecuteAsync("DBSIZE")).ToString();
        await server.ExecuteAsync("MEMORY", "PURGE");
        Console.WriteLine($"with all of them completed: {ids} keys, {(await UsedMemoryAsync(server) - empty) / long.Parse(ids!, System.Globalization.CultureInfo.InvariantCulture):n0} bytes for each remembered id");
        foreach (var service in redis)
        {
            await service.StoppedAsync(default);
        }
    }

    /// <returns>Milliseconds, in order.</returns>
    private static async Task<List<double>> ClaimAsync(IWebhookInbox inbox)
    {
        var times = new List<double>();
        for (var claim = 0; claim < Claims; claim++)
        {
            var watch = Stopwatch.StartNew();
            var batch = await inbox.ClaimAsync(16, TimeSpan.FromMinutes(1), default);
            await Task.WhenAll(batch.Leases.Select(lease => inbox.SettleAsync(lease, new Settlement.Abandoned(HandlerProgress.None), default).AsTask()));
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        return times;
    }

    private static async Task<long> PendingAsync(IServiceProvider services)
        => (await services.GetRequiredService<IWebhookInboxAdmin>().GetStatisticsAsync()).Pending;

    private static async Task<long> UsedMemoryAsync(RedisServer server)
        => long.Parse(
            (await server.ExecuteAsync("INFO", "memory")).ToString()!.Split('\n').Single(line => line.StartsWith("used_memory:", StringComparison.Ordinal)).Split(':')[1],
            System.Globalization.CultureInfo.InvariantCulture);
}
