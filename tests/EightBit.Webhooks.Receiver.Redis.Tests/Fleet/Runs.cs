using System.Collections.Concurrent;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Fleet;

/// <summary>Which handlers have run for which events, on all nodes.</summary>
internal sealed class Runs
{
    private readonly ConcurrentQueue<(string Handler, string EventId, int Attempt)> _all = new();

    public IReadOnlyCollection<(string Handler, string EventId, int Attempt)> All => _all;

    public IEnumerable<string> Of(string eventId) => _all.Where(run => run.EventId == eventId).Select(run => run.Handler);

    public void Add(string handler, string eventId, int attempt) => _all.Enqueue((handler, eventId, attempt));
}
