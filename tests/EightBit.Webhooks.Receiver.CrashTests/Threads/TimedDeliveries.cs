using System.Collections.Concurrent;
using System.Diagnostics;

namespace EightBit.Webhooks.Receiver.CrashTests.Threads;

/// <summary>Deliveries at a steady pace, and how long each of them waited for its answer.</summary>
internal sealed class TimedDeliveries
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    private readonly Ledger _ledger;
    private readonly ConcurrentBag<(int Status, TimeSpan Duration)> _answers = [];
    private readonly List<Task> _sending = [];

    public TimedDeliveries(HttpClient http) => _ledger = new Ledger(http);

    public TimeSpan Slowest => _answers.Max(answer => answer.Duration);

    public IEnumerable<int> Statuses => _answers.Select(answer => answer.Status);

    /// <summary>Sends one, each event in a conversation of its own, and waits for the moment of the next, not for the answer.</summary>
    public async Task SendAsync(string id, string content, string type = "message.received")
    {
        _sending.Add(TimeAsync(id, content, type));
        await Task.Delay(Pace);
    }

    public Task WhenAllAnsweredAsync() => Task.WhenAll(_sending);

    public override string ToString()
    {
        var durations = _answers.Select(answer => answer.Duration.TotalMilliseconds).Order().ToList();
        return $"{durations.Count} answers, median {durations[durations.Count / 2]:0} ms, slowest {durations[^1]:0} ms";
    }

    private async Task TimeAsync(string id, string content, string type)
    {
        var begun = Stopwatch.GetTimestamp();
        var status = await _ledger.TrySendAsync(id, $"c-{id}", content, type);
        _answers.Add((status, Stopwatch.GetElapsedTime(begun)));
    }
}
