using System.Diagnostics;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace RedisInboxBenchmark;

/// <summary>Accepts alone, accepted until handled, and the bare script, by turns.</summary>
internal static class Throughput
{
    private const int Rounds = 3;

    public static async Task RunAsync()
    {
        foreach (var fsync in new[] { "everysec", "always" })
        {
            Console.WriteLine($"\nappendfsync {fsync}, bodies of 1 KB; median of {Rounds} rounds; events a second, and as a ratio to the bare script");
            Console.WriteLine("senders   bare script   accepted  ratio   until handled  ratio");
            foreach (var senders in new[] { 1, 8, 64, 256 })
            {
                await MeasureAsync(fsync, senders, count: senders == 1 ? 5_000 : 20_000);
            }
        }
    }

    private static async Task MeasureAsync(string fsync, int senders, int count)
    {
        List<double> bare = [], accepted = [], handled = [];
        for (var round = 0; round < Rounds; round++)
        {
            await using var server = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", fsync);
            bare.Add(await BareScript.PerSecondAsync(server, senders, count));
            accepted.Add(await AcceptAsync(server, senders, count));
            handled.Add(await HandleAsync(server, senders, count));
        }

        var baseline = Median(bare);
        Console.WriteLine(
            $"{senders,7}   {baseline,11:0}   {Median(accepted),8:0}  {Median(accepted) / baseline,5:0.00}   {Median(handled),13:0}  {Median(handled) / baseline,5:0.00}");
    }

    /// <summary>Into the inbox, with nobody to take anything out.</summary>
    private static async Task<double> AcceptAsync(RedisServer server, int senders, int count)
    {
        await using var app = Workload.CreateApplication(server, _ => { });
        var redis = app.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>()
            .OfType<Microsoft.Extensions.Hosting.IHostedLifecycleService>().ToList();
        foreach (var service in redis)
        {
            await service.StartingAsync(default);
        }

        var inbox = app.Services.GetRequiredService<IWebhookInbox>();
        await Workload.AcceptAsync(inbox, "warm", senders, count / 10);
        var watch = Stopwatch.StartNew();
        await Workload.AcceptAsync(inbox, "accept", senders, count);
        var perSecond = count / watch.Elapsed.TotalSeconds;
        foreach (var service in redis)
        {
            await service.StoppedAsync(default);
        }

        await server.ExecuteAsync("FLUSHALL");
        return perSecond;
    }

    /// <summary>The same, while the application's processor runs a handler that does nothing, until the last one is handled.</summary>
    private static async Task<double> HandleAsync(RedisServer server, int senders, int count)
    {
        var handled = 0;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = Workload.CreateApplication(server, _ =>
        {
            if (Interlocked.Increment(ref handled) == count)
            {
                done.SetResult();
            }
        });
        await app.StartAsync();
        var watch = Stopwatch.StartNew();
        await Workload.AcceptAsync(app.Services.GetRequiredService<IWebhookInbox>(), "handle", senders, count);
        await done.Task;
        var perSecond = count / watch.Elapsed.TotalSeconds;
        await app.StopAsync();
        return perSecond;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
