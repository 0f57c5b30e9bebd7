using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace HostileTarget;

/// <summary>What the receiver itself says that it has answered, by its own metric.</summary>
internal sealed class OutcomeCounts : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _counts = new();
    private readonly MeterListener _listener = new();

    public OutcomeCounts()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "eightbit.webhooks.deliveries")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Add(value, tags));
        _listener.Start();
    }

    public IReadOnlyDictionary<string, long> All => _counts;

    public void Dispose() => _listener.Dispose();

    private void Add(long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, text) in tags)
        {
            if (name.EndsWith("outcome", StringComparison.Ordinal))
            {
                _counts.AddOrUpdate((string)text!, value, (_, count) => count + value);
            }
        }
    }
}
