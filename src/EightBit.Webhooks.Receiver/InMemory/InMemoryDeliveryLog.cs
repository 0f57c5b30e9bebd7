using EightBit.Webhooks.Receiver.DeliveryLog;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.InMemory;

/// <summary>Keeps the last lines in a ring.</summary>
internal sealed class InMemoryDeliveryLog : IWebhookDeliveryLog
{
    private readonly Lock _gate = new();
    private readonly Queue<DeliveryLogEntry> _lines = new();
    private readonly int _capacity;
    private long _lastNumber;

    public InMemoryDeliveryLog(IOptions<InMemoryInboxOptions> options) => _capacity = options.Value.MaxLogEntries;

    public void Record(DeliveryLogEntry entry)
    {
        lock (_gate)
        {
            if (_lines.Count == _capacity)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(entry with { Number = ++_lastNumber });
        }
    }

    public ValueTask<DeliveryLogPage> QueryAsync(DeliveryLogQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, DeliveryLogQuery.MaxTake);
        DeliveryLogEntry[] lines;
        lock (_gate)
        {
            lines = [.. _lines];
        }

        var found = lines.Reverse().Where(line => Matches(query, line)).Take(query.Take + 1).ToList();
        return ValueTask.FromResult(found.Count > query.Take
            ? new DeliveryLogPage(found[..query.Take], found[query.Take - 1].Number)
            : new DeliveryLogPage(found, null));
    }

    private static bool Matches(DeliveryLogQuery query, DeliveryLogEntry line)
        => (query.Before is null || line.Number < query.Before)
            && (query.EventId is null || line.EventId == query.EventId)
            && (query.Receiver is null || line.Receiver == query.Receiver)
            && (query.Kind is null || line.Kind == query.Kind)
            && (query.Outcome is null || line.Outcome == query.Outcome)
            && (query.From is null || line.At >= query.From)
            && (query.To is null || line.At < query.To);
}
