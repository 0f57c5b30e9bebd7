using System.Globalization;
using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Sqlite.Operations;
using EightBit.Webhooks.Receiver.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.DeliveryLog;

/// <summary>The delivery log's table.</summary>
internal static class LogRows
{
    private const string Columns = "number, at, kind, receiver, tenant, event_id, event_type, outcome, duration, attempt, handler, error";

    public static void Insert(InboxTables tables, DeliveryLogEntry line)
        => tables[$"INSERT INTO delivery_log ({Columns}) VALUES (NULL, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"].Execute(
            line.At.UtcTicks,
            (int)line.Kind,
            line.Receiver,
            line.Tenant,
            line.EventId,
            line.EventType,
            line.Outcome,
            line.Duration.Ticks,
            line.Attempt,
            line.Handler,
            line.Error);

    public static DeliveryLogPage Read(SqliteConnection reader, DeliveryLogQuery query)
    {
        var values = new List<object?>();
        var conditions = new List<string>();
        Where("number < ", query.Before);
        Where("event_id = ", query.EventId);
        Where("receiver = ", query.Receiver);
        Where("kind = ", (int?)query.Kind);
        Where("outcome = ", query.Outcome);
        Where("at >= ", query.From?.UtcTicks);
        Where("at < ", query.To?.UtcTicks);
        values.Add(query.Take + 1);

        using var statement = new SqlStatement(reader, $"""
            SELECT {Columns} FROM delivery_log {(conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions))}
            ORDER BY number DESC LIMIT {Parameter(values.Count)}
            """);
        using var rows = statement.Query([.. values]);
        var lines = new List<DeliveryLogEntry>();
        while (rows.Read())
        {
            lines.Add(ReadLine(rows));
        }

        return lines.Count > query.Take
            ? new DeliveryLogPage(lines[..query.Take], lines[query.Take - 1].Number)
            : new DeliveryLogPage(lines, null);

        void Where(string comparison, object? value)
        {
            if (value is not null)
            {
                values.Add(value);
                conditions.Add(comparison + Parameter(values.Count));
            }
        }
    }

    private static string Parameter(int number) => "$" + number.ToString(CultureInfo.InvariantCulture);

    private static DeliveryLogEntry ReadLine(SqliteDataReader row) => new()
    {
        Number = row.GetInt64(0),
        At = EntryRow.ReadTime(row, 1),
        Kind = (DeliveryLogKind)row.GetInt32(2),
        Receiver = row.GetString(3),
        Tenant = EntryRow.ReadText(row, 4),
        EventId = EntryRow.ReadText(row, 5),
        EventType = EntryRow.ReadText(row, 6),
        Outcome = row.GetString(7),
        Duration = TimeSpan.FromTicks(row.GetInt64(8)),
        Attempt = row.IsDBNull(9) ? null : row.GetInt32(9),
        Handler = EntryRow.ReadText(row, 10),
        Error = EntryRow.ReadText(row, 11),
    };
}
