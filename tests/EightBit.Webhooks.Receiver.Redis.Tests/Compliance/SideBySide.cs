using System.Collections.Concurrent;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Compliance;

/// <summary>Runs checks a few at a time, since on a real clock they wait most of the time. Each is still a test of its own.</summary>
internal sealed class SideBySide
{
    private const int AtATime = 4;

    private readonly Lazy<ConcurrentDictionary<string, Task>> _checks;

    public SideBySide(IEnumerable<string> names, Func<string, Task> run)
        => _checks = new(() =>
        {
            var slots = new SemaphoreSlim(AtATime);
            return new(names.ToDictionary(name => name, name => RunAsync(slots, () => run(name))));
        });

    public Task Of(string name) => _checks.Value[name];

    private static async Task RunAsync(SemaphoreSlim slots, Func<Task> run)
    {
        await slots.WaitAsync();
        try
        {
            await Task.Run(run);
        }
        finally
        {
            slots.Release();
        }
    }
}
