using Soak.Running;

namespace Soak.Sending;

/// <summary>What the internet sends besides events. Each has the answers it may get; 503 is one of them while the settings are invalid.</summary>
internal sealed class Faults(Sender sender, SettingsFile settings, TimeProvider clock, int port)
{
    private const int Unavailable = 503;
    private static readonly TimeSpan LongAgo = TimeSpan.FromDays(2);

    private int _unexpected;

    /// <summary>How many were answered as they must not be.</summary>
    public int Unexpected => _unexpected;

    /// <summary>Makes one of them, drawn by a number from 0 to 99.</summary>
    public Task MakeAsync(int drawn, int number) => drawn switch
    {
        < 30 => ExpectAsync(401, sender.SendAsync("forged", Create(number) with { Signature = new string('a', 64) })),
        < 50 => ExpectAsync(401, sender.SendAsync("stale", SignedEvent.Of("{}", settings.Secret, clock.GetUtcNow() - LongAgo))),
        < 60 => ExpectAsync(400, sender.SendAsync("malformed", SignedEvent.Of("{\"id\":", settings.Secret, clock.GetUtcNow()))),
        < 65 => ExpectAsync(413, sender.SendAsync("too large", SignedEvent.Of(new string(' ', 100_000), settings.Secret, clock.GetUtcNow()))),
        < 85 => CutAsync(number),
        < 92 => ExpectAsync(200, sender.GetAsync("/dashboard/api/live")),
        < 95 => ExpectAsync(200, sender.GetAsync("/dashboard/")),
        _ => ExpectAsync(200, sender.GetAsync("/health")),
    };

    private async Task CutAsync(int number)
    {
        await RawDelivery.CutAsync(port, Create(number));
        sender.Count("cut", "no answer");
    }

    private async Task ExpectAsync(int expected, Task<int> sending)
    {
        var status = await sending;

        // An oversized body may be cut off before its sender has read the answer.
        if (status != expected && status != Unavailable && !(expected == 413 && status == 0))
        {
            Interlocked.Increment(ref _unexpected);
        }
    }

    private SignedEvent Create(int number) => SignedEvent.Create(number, "hello", settings.Secret, clock.GetUtcNow());
}
