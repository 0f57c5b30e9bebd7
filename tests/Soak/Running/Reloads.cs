namespace Soak.Running;

/// <summary>Changes the settings again and again: a rotated secret, and every second time something invalid before it.</summary>
internal sealed class Reloads(SettingsFile settings, Application application)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BrokenFor = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public int Count { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(Pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (Count % 2 == 1)
            {
                settings.Break();
                await Task.Delay(BrokenFor, CancellationToken.None);
            }

            settings.AddNext();
            await WhenInForceAsync();
            settings.UseNext();
            Count++;
        }
    }

    private async Task WhenInForceAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await application.SecretInForceAsync(patience.Token) != settings.NextSecret)
        {
            await Task.Delay(Poll, patience.Token);
        }
    }
}
