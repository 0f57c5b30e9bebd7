using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Sqlite.Operations;
using EightBit.Webhooks.Receiver.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.DeliveryLog;

/// <summary>The delivery log's lines.</summary>
internal static class LogRows
{
    public static void Insert(InboxTables tables, IReadOnlyList<DeliveryLogEntry> lines)
    {
        var facets = new LogFacets(tables);
        var before = tables["SELECT max(number) FROM delivery_log"].QueryInteger();
        foreach (var line in lines)
        {
            tables["""
                INSERT INTO delivery_log (at, facet, tenant, event_id, conversation_id, duration, attempt, handler, error)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                """].Execute(
                line.At.UtcTicks,
                facets.Of(line),
                line.Tenant,
                line.EventId,
                line.ConversationId,
                line.Duration.Ticks,
                line.Attempt,
                line.Handler,
                line.Error);
        }

        LogBlocks.Note(tables, before);
    }

    public static DeliveryLogPage Read(SqliteConnection reader, DeliveryLogQuery query)
    {
        using var snapshot = reader.BeginTransaction(deferred: true);
        var numbers = LogSearch.Run(reader, query, query.Take + 1);
        var isLast = numbers.Count <= query.Take;
        var lines = Read(reader, numbers.Take(query.Take));
        return new DeliveryLogPage(lines, isLast ? null : lines[^1].Number);
    }

    /// <summary>Deletes lines whose time is over, the oldest first.</summary>
    /// <returns>How many.</returns>
    public static int Forget(InboxTables tables, DateTimeOffset before, int max)
    {
        var count = tables[$"""
            DELETE FROM delivery_log WHERE number IN (
                SELECT number FROM delivery_log_block CROSS JOIN delivery_log ON number BETWEEN {LogBlocks.First} AND {LogBlocks.Last}
                WHERE earliest <= ?1 AND at <= ?1 LIMIT ?2)
            """].Execute(before.UtcTicks, max);
        LogBlocks.Forget(tables, before);
        if (count < max)
        {
            LogFacets.ForgetUnused(tables);
        }

        return count;
    }

    private static List<DeliveryLogEntry> Read(SqliteConnection reader, IEnumerable<long> numbers)
    {
        using var statement = new SqlStatement(reader, """
            SELECT number, at, kind, receiver, tenant, event_id, event_type, conversation_id, outcome, duration, attempt, handler, error
            FROM delivery_log JOIN delivery_log_facet USING (facet) WHERE number = ?1
            """);
        var lines = new List<DeliveryLogEntry>();
        foreach (var number in numbers)
        {
            using var row = statement.Query(number);
            row.Read();
            lines.Add(ReadLine(row));
        }

        return lines;
    }

    private static DeliveryLogEntry ReadLine(SqlRows row) => new()
    {
        Number = row.GetInt64(0),
        At = EntryRow.ReadTime(row, 1),
        Kind = (DeliveryLogKind)row.GetInt32(2),
        Receiver = row.GetString(3),
        Tenant = EntryRow.ReadText(row, 4),
        EventId = EntryRow.ReadText(row, 5),
        EventType = EntryRow.ReadText(row, 6),
        ConversationId = EntryRow.ReadText(row, 7),
        Outcome = row.GetString(8),
        Duration = TimeSpan.FromTicks(row.GetInt64(9)),
        Attempt = row.IsDBNull(10) ? null : row.GetInt32(10),
        Handler = EntryRow.ReadText(row, 11),
        Error = EntryRow.ReadText(row, 12),
    };
}
