using System.Diagnostics;
using Soak.Running;

namespace Soak.Sending;

/// <summary>The steady load: events at an even rate, each sent until it is acknowledged, as the platform does, and a fault for every fifth.</summary>
internal sealed class Load(SoakSettings settings, Sender sender, Answers answers, Faults faults, Ledger ledger, SettingsFile file, TimeProvider clock, int port) : IDisposable
{
    private const int MostAtATime = 512;
    private const double FaultsPerEvent = 0.2;
    private const double Duplicates = 0.05;
    private const double SlowBodies = 0.01;
    private static readonly TimeSpan BeforeRetry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan MostTries = TimeSpan.FromSeconds(60);

    private readonly Random _random = new(settings.Rate);
    private readonly SemaphoreSlim _places = new(MostAtATime);

    /// <summary>How often there was no place for the next: the rate was not kept.</summary>
    public int Late { get; private set; }

    /// <summary>Returns when the token says so and everything that was begun is decided.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var started = Stopwatch.StartNew();
        for (var due = TimeSpan.Zero; !stop.IsCancellationRequested; due += TimeSpan.FromSeconds(1) / settings.Rate)
        {
            var wait = due - started.Elapsed;
            if (wait > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(wait, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            else if (wait < -TimeSpan.FromSeconds(1))
            {
                due = started.Elapsed; // what a pause has left undone is not caught up with in a burst
                Late++;
            }

            await BeginAsync(DeliveryOf(Draw(), _random.NextDouble() < Duplicates, _random.NextDouble() < SlowBodies));
            if (_random.NextDouble() < FaultsPerEvent)
            {
                var drawn = _random.Next(100);
                await BeginAsync(() => faults.MakeAsync(drawn, drawn));
            }
        }

        for (var place = 0; place < MostAtATime; place++)
        {
            await _places.WaitAsync(CancellationToken.None);
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task BeginAsync(Func<Task> work)
    {
        await _places.WaitAsync(CancellationToken.None);
        _ = Task.Run(async () =>
        {
            try
            {
                await work();
            }
            finally
            {
                _places.Release();
            }
        });
    }

    private string Draw() => _random.NextDouble() switch
    {
        < 0.030 => "fails once",
        < 0.040 => "slow",
        < 0.045 => "fails always",
        < 0.050 => "poison",
        < 0.055 => "unreadable",
        _ => "hello",
    };

    private Func<Task> DeliveryOf(string content, bool isTwice, bool isSlow) => async () =>
    {
        var number = ledger.Add(isMeantToDie: content is "fails always" or "poison" or "unreadable");
        var trying = Stopwatch.StartNew();
        while (await SendAsync(number, content, isSlow) != 200)
        {
            if (trying.Elapsed > MostTries)
            {
                return; // it stays unacknowledged in the ledger, which the verdict reads
            }

            await Task.Delay(BeforeRetry);
        }

        ledger.Acknowledge(number);
        if (isTwice)
        {
            await answers.ExpectAsync("duplicate", () => sender.SendAsync(Create(number, content)), 200);
        }
    };

    private Task<int> SendAsync(int number, string content, bool isSlow)
        => isSlow
            ? answers.ExpectAsync("slow body", () => RawDelivery.SendSlowlyAsync(port, Create(number, content)), 200)
            : answers.ExpectAsync("event", () => sender.SendAsync(Create(number, content)), 200);

    private SignedEvent Create(int number, string content) => SignedEvent.Create(number, content, file.Secret, clock.GetUtcNow());
}
