using EightBit.Webhooks.Receiver.DeliveryLog;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.InMemory;

/// <summary>
/// Keeps the last lines in a ring, and deliveries that name no verified event in a smaller one: anybody can send those, and must not be
/// able to push out the lines of real events.
/// </summary>
internal sealed class InMemoryDeliveryLog : IWebhookDeliveryLog
{
    private readonly Lock _gate = new();
    private readonly Queue<Line> _lines = new();
    private readonly Queue<Line> _unverified = new();
    private readonly int _capacity;
    private long _lastNumber;

    public InMemoryDeliveryLog(IOptions<InMemoryInboxOptions> options) => _capacity = options.Value.MaxLogEntries;

    public bool IsDurable => false;

    public void Record(DeliveryLogEntry entry)
    {
        var (lines, capacity) = entry.EventId is null ? (_unverified, Math.Max(1, _capacity / 10)) : (_lines, _capacity);
        lock (_gate)
        {
            if (lines.Count == capacity)
            {
                lines.Dequeue();
            }

            lines.Enqueue(new Line(++_lastNumber, entry));
        }
    }

    public ValueTask<DeliveryLogPage> QueryAsync(DeliveryLogQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, DeliveryLogQuery.MaxTake);
        Line[] lines;
        lock (_gate)
        {
            lines = [.. _lines, .. _unverified];
        }

        var found = lines
            .Where(line => (query.Before is null || line.Number < query.Before) && Matches(query, line.Entry))
            .OrderByDescending(line => line.Number)
            .Take(query.Take + 1)
            .Select(line => line.Entry with { Number = line.Number })
            .ToList();
        return ValueTask.FromResult(found.Count > query.Take
            ? new DeliveryLogPage(found[..query.Take], found[query.Take - 1].Number)
            : new DeliveryLogPage(found, null));
    }

    private static bool Matches(DeliveryLogQuery query, DeliveryLogEntry line)
        => (query.EventId is null || line.EventId == query.EventId)
            && (query.EventType is null || line.EventType == query.EventType)
            && (query.ConversationId is null || line.ConversationId == query.ConversationId)
            && (query.Receiver is null || line.Receiver == query.Receiver)
            && (query.Kind is null || line.Kind == query.Kind)
            && (query.Outcome is null || line.Outcome == query.Outcome)
            && (query.From is null || line.At >= query.From)
            && (query.To is null || line.At < query.To);

    /// <summary>Numbered here, so that a line that nobody reads is not copied.</summary>
    private readonly record struct Line(long Number, DeliveryLogEntry Entry);
}
