using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.DeliveryLog;

/// <summary>
/// What a line has in common with many others: kind, receiver, outcome and type of event. Each combination that occurs has a number, and
/// each line the number of its own.
/// </summary>
internal sealed class LogFacets
{
    private readonly InboxTables _tables;

    // For one transaction alone: after a rollback the numbers would be another's.
    private readonly Dictionary<(DeliveryLogKind Kind, string Receiver, string Outcome, string? EventType), long> _known = [];

    public LogFacets(InboxTables tables) => _tables = tables;

    public long Of(DeliveryLogEntry line)
    {
        var values = (line.Kind, line.Receiver, line.Outcome, line.EventType);
        if (!_known.TryGetValue(values, out var facet))
        {
            _known.Add(values, facet = FindOrAdd((int)line.Kind, line.Receiver, line.Outcome, line.EventType));
        }

        return facet;
    }

    /// <summary>The facets of the lines that a query may find.</summary>
    public static List<long> Matching(SqliteConnection reader, DeliveryLogQuery query)
    {
        using var statement = new SqlStatement(reader, $"""
            {Own(query)}
            SELECT facet FROM delivery_log_facet WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR receiver = ?2) AND (?3 IS NULL OR outcome = ?3)
                AND (?4 IS NULL OR event_type = ?4) AND facet IN own
            """);
        using var rows = statement.Query((int?)query.Kind, query.Receiver, query.Outcome, query.EventType, query.EventId, query.ConversationId);
        var facets = new List<long>();
        while (rows.Read())
        {
            facets.Add(rows.GetInt64(0));
        }

        return facets;
    }

    public static void ForgetUnused(InboxTables tables)
        => tables["""
            DELETE FROM delivery_log_facet WHERE NOT EXISTS (SELECT 1 FROM delivery_log WHERE delivery_log.facet = delivery_log_facet.facet)
            """].Execute();

    /// <summary>Of an event or a conversation only those that its lines have, each found by one look at the index: few of what may be thousands.</summary>
    private static string Own(DeliveryLogQuery query)
    {
        var lines = query switch
        {
            { EventId: not null } => "delivery_log INDEXED BY delivery_log_event WHERE event_id = ?5",
            { ConversationId: not null } => "delivery_log INDEXED BY delivery_log_conversation WHERE conversation_id = ?6",
            _ => null,
        };
        return lines is null
            ? "WITH own (facet) AS (SELECT facet FROM delivery_log_facet)"
            : $"""
            WITH RECURSIVE own (facet) AS (
                SELECT min(facet) FROM {lines}
                UNION ALL SELECT (SELECT min(facet) FROM {lines} AND facet > own.facet) FROM own WHERE own.facet IS NOT NULL)
            """;
    }

    private long FindOrAdd(int kind, string receiver, string outcome, string? eventType)
    {
        var known = _tables["SELECT facet FROM delivery_log_facet WHERE kind = ?1 AND receiver = ?2 AND outcome = ?3 AND event_type IS ?4"]
            .QueryInteger(kind, receiver, outcome, eventType);
        return known != 0
            ? known
            : _tables["INSERT INTO delivery_log_facet (kind, receiver, outcome, event_type) VALUES (?1, ?2, ?3, ?4) RETURNING facet"]
                .QueryInteger(kind, receiver, outcome, eventType);
    }
}
