using EightBit.Webhooks.Receiver.DeliveryLog;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.InMemory.Log;

/// <summary>
/// Keeps the last lines in a ring, and deliveries that name no verified event in a smaller one: anybody can send those, and must not be
/// able to push out the lines of real events.
/// </summary>
internal sealed class InMemoryDeliveryLog : IWebhookDeliveryLog
{
    /// <summary>How many lines are read before those who write get a turn.</summary>
    private const int ReadAtOnce = 64;

    private readonly Lock _gate = new();
    private readonly LogRing _lines;
    private readonly LogRing _unverified;
    private long _lastNumber;

    public InMemoryDeliveryLog(IOptions<InMemoryInboxOptions> options)
    {
        var capacity = options.Value.MaxLogEntries;
        _lines = new LogRing(capacity);
        _unverified = new LogRing(Math.Max(1, capacity / 10));
    }

    public bool IsDurable => false;

    public void Record(DeliveryLogEntry entry)
    {
        lock (_gate)
        {
            (entry.EventId is null ? _unverified : _lines).Add(++_lastNumber, entry);
        }
    }

    public ValueTask<DeliveryLogPage> QueryAsync(DeliveryLogQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, DeliveryLogQuery.MaxTake);

        var oneMore = query.Take + 1;
        List<DeliveryLogEntry> found =
        [
            .. Newest(_lines, query).Take(oneMore).Concat(Newest(_unverified, query).Take(oneMore))
                .OrderByDescending(line => line.Number)
                .Take(oneMore),
        ];
        return ValueTask.FromResult(found.Count > query.Take
            ? new DeliveryLogPage(found[..query.Take], found[query.Take - 1].Number)
            : new DeliveryLogPage(found, null));
    }

    private IEnumerable<DeliveryLogEntry> Newest(LogRing ring, DeliveryLogQuery query)
    {
        var position = long.MaxValue;
        while (Read(ring, ref position) is { Count: > 0 } lines)
        {
            foreach (var line in lines.Where(line => Matches(query, line)))
            {
                yield return line;
            }
        }
    }

    /// <summary>The next lines before a position, newest first; those that have been written over since the last call are gone.</summary>
    private List<DeliveryLogEntry> Read(LogRing ring, ref long position)
    {
        var lines = new List<DeliveryLogEntry>(ReadAtOnce);
        lock (_gate)
        {
            position = Math.Min(position, ring.End);
            while (position > ring.Start && lines.Count < ReadAtOnce)
            {
                lines.Add(ring.At(--position));
            }
        }

        return lines;
    }

    private static bool Matches(DeliveryLogQuery query, DeliveryLogEntry line)
        => (query.Before is null || line.Number < query.Before)
            && (query.EventId is null || line.EventId == query.EventId)
            && (query.EventType is null || line.EventType == query.EventType)
            && (query.ConversationId is null || line.ConversationId == query.ConversationId)
            && (query.Receiver is null || line.Receiver == query.Receiver)
            && (query.Kind is null || line.Kind == query.Kind)
            && (query.Outcome is null || line.Outcome == query.Outcome)
            && (query.From is null || line.At >= query.From)
            && (query.To is null || line.At < query.To);
}
