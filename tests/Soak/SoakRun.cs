using System.Diagnostics;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Soak.Judging;
using Soak.Reporting;
using Soak.Running;
using Soak.Sampling;
using Soak.Sending;
using SoakTarget;

namespace Soak;

/// <summary>One run, from the start of the application to the report.</summary>
internal static class SoakRun
{
    private static readonly TimeSpan TimeToSettle = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <returns>Whether the run was good.</returns>
    public static async Task<bool> RunAsync(SoakSettings settings, TextWriter output, CancellationToken stop)
    {
        using var folder = new RunFolder();
        var file = new SettingsFile(folder.Settings);
        var beginning = TimeProvider.System.GetUtcNow();
        var clock = new SoakClock(beginning, settings.ClockSpeed);
        await using var server = settings is { Inbox: "redis", Redis: null } ? await RedisServer.StartAsync("--appendonly", "yes", "--maxmemory-policy", "noeviction") : null;
        var redis = settings.Redis ?? server?.Address;
        await using var application = await Application.StartAsync(settings, folder, beginning, redis);
        using var http = Connect(application.Port);

        var ledger = new Ledger();
        var sender = new Sender(http);
        var answers = new Answers(file);
        var faults = new Faults(sender, answers, file, clock, application.Port);
        var reloads = new Reloads(file, application);
        using var effects = new EffectReader(folder.Effects, ledger);
        var sampler = new Sampler(settings, application, folder, effects, ledger, redis);
        using var load = new Load(settings, sender, answers, faults, ledger, file, clock, application.Port);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        over.CancelAfter(settings.Duration);
        try
        {
            await EndTogetherAsync(
                over,
                load.RunAsync(over.Token),
                reloads.RunAsync(over.Token),
                sampler.RunAsync(over.Token));
            await SettleAsync(sampler, ledger, application);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            throw new InvalidOperationException($"The application {(application.HasEnded ? "has ended" : "does not answer")}. Its output:\n{string.Join('\n', application.Printed.Last)}", exception);
        }

        var exitCode = await application.TerminateAsync();
        effects.Read();
        var verdict = Verdict.Of(sampler.Samples, settings.TimeUntilIdsExpire, ledger, answers, application.Printed, exitCode);
        Report.Write(output, settings, verdict, ledger, answers, application.Printed, reloads.Count);
        return verdict.IsGood;
    }

    /// <summary>Connections that a pause has piled up are soon closed: left open for long, they would be taken for handles that the application leaks.</summary>
    private static HttpClient Connect(int port)
        => new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2) }) { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>When one of them fails, the others are not waited for until the end of the run.</summary>
    private static async Task EndTogetherAsync(CancellationTokenSource over, params Task[] parts)
    {
        var first = await Task.WhenAny(parts);
        if (first.IsFaulted)
        {
            await over.CancelAsync();
        }

        await Task.WhenAll(parts);
    }

    /// <summary>Waits until what is pending has been handled; what has not been by then is lost.</summary>
    private static async Task SettleAsync(Sampler sampler, Ledger ledger, Application application)
    {
        for (var settling = Stopwatch.StartNew(); settling.Elapsed < TimeToSettle; await Task.Delay(Poll))
        {
            await sampler.ClearAsync();
            if (ledger.Open == 0 || (await application.FiguresAsync()).Pending == 0)
            {
                await sampler.ClearAsync();
                return;
            }
        }
    }
}
