using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite.Schema;
using EightBit.Webhooks.Receiver.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Operations;

/// <summary>Hands out what may run now, and counts an attempt for each.</summary>
internal static class ClaimEvents
{
    private const string Select = $"SELECT seq, attempts, progress, {EntryRow.DeliveryColumns} FROM inbox JOIN body USING (seq)";

    public static ClaimBatch Run(InboxTables tables, int max, TimeSpan lease, DateTimeOffset now)
    {
        tables.Count(awaitingRetry:
            -tables[$"UPDATE inbox SET state = {EntryState.Ready} WHERE state = {EntryState.AwaitingRetry} AND due <= $1"].Execute(now.UtcTicks));

        // Expired leases that are not claimed again stay as they are: until somebody else has the event, whoever is late with it
        // can still renew and settle.
        var leases = Read(tables[$"{Select} WHERE state = {EntryState.Claimed} AND lease_until <= $2 ORDER BY lease_until LIMIT $1"].Query(max, now.UtcTicks));
        if (leases.Count < max)
        {
            var ready = Read(tables[$"{Select} WHERE state = {EntryState.Ready} ORDER BY seq LIMIT $1"].Query(max - leases.Count));
            tables.Count(claimed: ready.Count);
            leases.AddRange(ready);
        }

        foreach (var claimed in leases)
        {
            tables[$"UPDATE inbox SET state = {EntryState.Claimed}, attempts = $2, lease_token = $3, lease_until = $4 WHERE seq = $1"]
                .Execute(claimed.EntryId, claimed.Attempt, claimed.Token, (now + lease).UtcTicks);
        }

        return new ClaimBatch(leases, NextDue(tables, now));
    }

    private static List<InboxLease> Read(SqliteDataReader rows)
    {
        using var all = rows;
        var leases = new List<InboxLease>();
        while (rows.Read())
        {
            leases.Add(new InboxLease(
                rows.GetInt64(0),
                NewToken(),
                rows.GetInt32(1) + 1,
                EntryRow.ReadDelivery(rows, 3),
                InboxJson.ReadProgress(EntryRow.ReadText(rows, 2))));
        }

        return leases;
    }

    // Random rather than counted: a number that was counted in memory could come again after a crash.
    private static long NewToken() => Random.Shared.NextInt64(1, long.MaxValue);

    private static TimeSpan? NextDue(InboxTables tables, DateTimeOffset now)
    {
        var next = tables[$"""
            SELECT min(next) FROM (
                SELECT min(due) AS next FROM inbox WHERE state = {EntryState.AwaitingRetry}
                UNION ALL SELECT min(lease_until) FROM inbox WHERE state = {EntryState.Claimed})
            """].QueryInteger();
        return next == 0 ? null : TimeSpan.FromTicks(Math.Max(0, next - now.UtcTicks));
    }
}
