using Soak.Running;

namespace Soak.Sending;

/// <summary>What the internet sends besides events, and the answers that each must get.</summary>
internal sealed class Faults(Sender sender, Answers answers, SettingsFile settings, TimeProvider clock, int port)
{
    private static readonly TimeSpan LongAgo = TimeSpan.FromDays(2);

    /// <summary>Makes one of them, drawn by a number from 0 to 99.</summary>
    public Task MakeAsync(int drawn, int number) => drawn switch
    {
        < 30 => answers.ExpectAsync("forged", () => sender.SendAsync(Create(number) with { Signature = new string('a', 64) }), 401),
        < 50 => answers.ExpectAsync("stale", () => sender.SendAsync(SignedEvent.Of("{}", settings.Secret, clock.GetUtcNow() - LongAgo)), 401),
        < 60 => answers.ExpectAsync("malformed", () => sender.SendAsync(SignedEvent.Of("{\"id\":", settings.Secret, clock.GetUtcNow())), 400),

        // An oversized body may be cut off before its sender has read the answer.
        < 65 => answers.ExpectAsync("too large", () => sender.SendAsync(SignedEvent.Of(new string(' ', 100_000), settings.Secret, clock.GetUtcNow())), 413, Answers.None),
        < 85 => answers.ExpectAsync("cut", () => RawDelivery.CutAsync(port, Create(number)), Answers.None),
        < 92 => GetAsync("/dashboard/api/live"),
        < 95 => GetAsync("/dashboard/"),
        _ => GetAsync("/health"),
    };

    private Task<int> GetAsync(string path) => answers.ExpectAsync(path, () => sender.GetAsync(path), 200);

    private SignedEvent Create(int number) => SignedEvent.Create(number, "hello", settings.Secret, clock.GetUtcNow());
}
