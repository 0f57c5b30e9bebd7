using System.Diagnostics;
using Soak.Running;
using Soak.Sending;

namespace Soak.Sampling;

/// <summary>Looks at the application every few seconds, and clears its dead letters away as an operator would.</summary>
internal sealed class Sampler(SoakSettings settings, Application application, RunFolder folder, EffectReader effects, Ledger ledger, string? redis)
{
    private const int SamplesOfARun = 120;
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(30);

    private readonly List<Sample> _samples = [];
    private readonly Stopwatch _running = Stopwatch.StartNew();

    public IReadOnlyList<Sample> Samples => _samples;

    public async Task RunAsync(CancellationToken stop)
    {
        var interval = TimeSpan.FromTicks(Math.Clamp((settings.Duration / SamplesOfARun).Ticks, Soonest.Ticks, Latest.Ticks));
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(interval, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ClearAsync();
            _samples.Add(await TakeAsync());
        }
    }

    /// <summary>Enters in the ledger what has been handled and what has died.</summary>
    public async Task ClearAsync()
    {
        foreach (var eventId in await application.PurgeAsync())
        {
            ledger.Die(eventId);
        }

        effects.Read();
    }

    private async Task<Sample> TakeAsync()
    {
        var known = await application.FiguresAsync();
        var figures = new Dictionary<string, double> { [SeriesNames.Heap] = known.HeapBytes, [SeriesNames.Pending] = known.Pending };
        ProcessFigures.Read(application.ProcessId, figures);
        if (settings.Inbox == "sqlite")
        {
            DatabaseFigures.Read(folder, figures);
        }

        if (redis is not null)
        {
            await RedisFigures.ReadAsync(redis, figures);
        }

        return new Sample(_running.Elapsed, figures);
    }
}
