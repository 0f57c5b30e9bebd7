using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.DeliveryLog;

/// <summary>
/// Which times lines are from, a thousand lines at a time. Lines are written in the order of their times but for a moment, or for as much as
/// the clock is set; so a period of time is a range of numbers, or a few of them.
/// </summary>
internal static class LogBlocks
{
    /// <summary>The first number of a block.</summary>
    public const string First = "block * 1000";

    /// <summary>The last number of a block.</summary>
    public const string Last = "block * 1000 + 999";

    private const int Size = 1_000;

    /// <summary>Notes the times of the lines after a number.</summary>
    public static void Note(InboxTables tables, long after)
        => tables[$"""
            INSERT INTO delivery_log_block (block, earliest, latest)
                SELECT number / {Size}, min(at), max(at) FROM delivery_log WHERE number > ?1 GROUP BY number / {Size}
                ON CONFLICT (block) DO UPDATE SET earliest = min(earliest, excluded.earliest), latest = max(latest, excluded.latest)
            """].Execute(after);

    public static void Forget(InboxTables tables, DateTimeOffset before)
        => tables[$"""
            DELETE FROM delivery_log_block WHERE latest <= ?1 AND NOT EXISTS (SELECT 1 FROM delivery_log WHERE number BETWEEN {First} AND {Last})
            """].Execute(before.UtcTicks);

    /// <summary>The ranges of numbers in which a query may find something, the newest in front.</summary>
    public static List<(long First, long Last)> RangesOf(SqliteConnection reader, DeliveryLogQuery query)
    {
        var end = query.Before - 1 ?? long.MaxValue;
        if (query.From is null && query.To is null)
        {
            return [(0, end)];
        }

        using var statement = new SqlStatement(reader, "SELECT block FROM delivery_log_block WHERE latest >= ?1 AND earliest < ?2 AND block <= ?3 ORDER BY block DESC");
        using var rows = statement.Query(query.From?.UtcTicks ?? 0, query.To?.UtcTicks ?? long.MaxValue, end / Size);
        var ranges = new List<(long First, long Last)>();
        while (rows.Read())
        {
            var first = rows.GetInt64(0) * Size;
            if (ranges.Count > 0 && ranges[^1].First == first + Size)
            {
                ranges[^1] = (first, ranges[^1].Last);
            }
            else
            {
                ranges.Add((first, Math.Min(first + Size - 1, end)));
            }
        }

        return ranges;
    }
}
