using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace EightBit.Webhooks.Receiver.Dashboard.Charts;

/// <summary>Counts deliveries by outcome. Recording is a look-up and one addition.</summary>
internal sealed class OutcomeCounts
{
    /// <summary>Outcomes are a closed set of about thirty; a bound costs nothing.</summary>
    private const int MaxOutcomes = 100;

    private readonly ConcurrentDictionary<string, StrongBox<long>> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _taken = new(StringComparer.Ordinal);
    private int _known;

    public void Add(string outcome, long count)
    {
        if (!_counts.TryGetValue(outcome, out var counter))
        {
            if (Interlocked.Increment(ref _known) > MaxOutcomes)
            {
                Interlocked.Decrement(ref _known);
                return;
            }

            counter = _counts.GetOrAdd(outcome, _ => new StrongBox<long>());
        }

        Interlocked.Add(ref counter.Value, count);
    }

    /// <summary>What was added since the last call. One caller at a time.</summary>
    public Dictionary<string, long> Take()
    {
        var news = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (outcome, counter) in _counts)
        {
            var now = Interlocked.Read(ref counter.Value);
            if (now - _taken.GetValueOrDefault(outcome) is > 0 and var added)
            {
                news.Add(outcome, added);
                _taken[outcome] = now;
            }
        }

        return news;
    }
}
