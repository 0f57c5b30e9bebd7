using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.DeliveryLog;

/// <summary>
/// Finds the newest lines that a query asks for. Within one facet, and one event or conversation, an index has the lines in their order; so
/// it takes the newest of each facet and keeps the newest of all. How many lines there are that do not fit makes no difference.
/// </summary>
internal sealed class LogSearch : IDisposable
{
    private readonly PriorityQueue<long, long> _newest = new();
    private readonly DeliveryLogQuery _query;
    private readonly int _max;
    private readonly SqlStatement _statement;

    private LogSearch(SqliteConnection reader, DeliveryLogQuery query, int max)
    {
        _query = query;
        _max = max;
        _statement = new SqlStatement(reader, $"""
            SELECT number FROM delivery_log {Source(query)} AND number BETWEEN ?1 AND ?2
                {(query.From is null && query.To is null ? "" : "AND at >= ?5 AND at < ?6")} ORDER BY number DESC LIMIT ?3
            """);
    }

    /// <returns>The numbers of the lines, the newest in front.</returns>
    public static List<long> Run(SqliteConnection reader, DeliveryLogQuery query, int max)
    {
        using var search = new LogSearch(reader, query, max);
        List<long> facets = IsForAll(query) ? [0] : LogFacets.Matching(reader, query);
        foreach (var (first, last) in LogBlocks.RangesOf(reader, query).TakeWhile(_ => search._newest.Count < max))
        {
            facets.ForEach(facet => search.Look(facet, first, last));
        }

        return [.. search._newest.UnorderedItems.Select(item => item.Element).OrderDescending()];
    }

    public void Dispose() => _statement.Dispose();

    private void Look(long facet, long first, long last)
    {
        var newerThan = _newest.Count == _max ? _newest.Peek() : 0;
        using var rows = _statement.Query(
            Math.Max(first, newerThan + 1), last, _max, facet, _query.From?.UtcTicks ?? 0, _query.To?.UtcTicks ?? long.MaxValue, _query.EventId, _query.ConversationId);
        while (rows.Read())
        {
            var number = rows.GetInt64(0);
            if (_newest.Count < _max)
            {
                _newest.Enqueue(number, number);
            }
            else if (number > _newest.Peek())
            {
                _newest.EnqueueDequeue(number, number);
            }
            else
            {
                break;
            }
        }
    }

    private static bool IsForAll(DeliveryLogQuery query)
        => query is { EventId: null, ConversationId: null, Kind: null, Receiver: null, Outcome: null, EventType: null };

    // Named, so that a planner that knows no statistics does not choose another one. An event has one conversation: the other condition is
    // there for the sake of completeness.
    private static string Source(DeliveryLogQuery query) => query switch
    {
        { EventId: not null, ConversationId: not null } => "INDEXED BY delivery_log_event WHERE event_id = ?7 AND facet = ?4 AND conversation_id = ?8",
        { EventId: not null } => "INDEXED BY delivery_log_event WHERE event_id = ?7 AND facet = ?4",
        { ConversationId: not null } => "INDEXED BY delivery_log_conversation WHERE conversation_id = ?8 AND facet = ?4",
        _ when IsForAll(query) => "WHERE true",
        _ => "INDEXED BY delivery_log_all WHERE facet = ?4",
    };
}
