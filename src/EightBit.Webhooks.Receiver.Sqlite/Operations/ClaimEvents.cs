using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite.Schema;
using EightBit.Webhooks.Receiver.Sqlite.Writing;

namespace EightBit.Webhooks.Receiver.Sqlite.Operations;

/// <summary>Hands out what may run now, and counts an attempt for each.</summary>
internal static class ClaimEvents
{
    private const string Select = $"SELECT seq, attempts, progress, {EntryRow.DeliveryColumns} FROM inbox JOIN body USING (seq)";

    /// <summary>How many retries become ready at a time: what a statement changes is kept in memory until it has ended.</summary>
    private const int MaxDue = 1_000;

    private static readonly string MakeDueOnesReady = $"""
        UPDATE inbox SET state = {EntryState.Ready} WHERE seq IN
            (SELECT seq FROM inbox WHERE state = {EntryState.AwaitingRetry} AND due <= ?1 ORDER BY due LIMIT ?2)
        """;

    private static readonly string SelectExpired = $"{Select} WHERE state = {EntryState.Claimed} AND lease_until <= ?2 ORDER BY lease_until LIMIT ?1";

    private static readonly string SelectReady = $"{Select} WHERE state = {EntryState.Ready} ORDER BY seq LIMIT ?1";

    // The oldest that are ready are all that are ready up to the last of them, so one statement finds them again.
    private static readonly string ClaimReadyOnes = $"""
        UPDATE inbox INDEXED BY inbox_ready SET state = {EntryState.Claimed}, attempts = attempts + 1, lease_token = ?2, lease_until = ?3
        WHERE state = {EntryState.Ready} AND seq <= ?1
        """;

    private static readonly string SelectNextDue = $"""
        SELECT min(next) FROM (
            SELECT min(due) AS next FROM inbox WHERE state = {EntryState.AwaitingRetry}
            UNION ALL SELECT min(lease_until) FROM inbox WHERE state = {EntryState.Claimed})
        """;

    public static ClaimBatch Run(InboxTables tables, int max, TimeSpan lease)
    {
        var now = tables.Clock.Now;
        tables.Count(awaitingRetry: -tables[MakeDueOnesReady].Execute(now.UtcTicks, Math.Max(max, MaxDue)));

        // One for all of a batch: with the entry's number it names the attempt. Random rather than counted: a number that was counted in
        // memory could come again after a crash.
        var token = Random.Shared.NextInt64(1, long.MaxValue);
        var until = (now + lease).UtcTicks;
        var leases = ClaimExpired(tables, max, token, now.UtcTicks, until);
        if (leases.Count < max)
        {
            leases.AddRange(ClaimReady(tables, max - leases.Count, token, until));
        }

        return new ClaimBatch(leases, NextDue(tables, now));
    }

    // Expired leases that are not claimed again stay as they are: until somebody else has the event, whoever is late with it can still renew
    // and settle.
    private static List<InboxLease> ClaimExpired(InboxTables tables, int max, long token, long now, long until)
    {
        var expired = Read(tables[SelectExpired].Query(max, now), token);
        foreach (var lease in expired)
        {
            tables["UPDATE inbox SET attempts = attempts + 1, lease_token = ?2, lease_until = ?3 WHERE seq = ?1"].Execute(lease.EntryId, token, until);
        }

        return expired;
    }

    private static List<InboxLease> ClaimReady(InboxTables tables, int max, long token, long until)
    {
        var ready = Read(tables[SelectReady].Query(max), token);
        if (ready.Count > 0)
        {
            tables[ClaimReadyOnes].Execute(ready[^1].EntryId, token, until);
            tables.Count(claimed: ready.Count);
        }

        return ready;
    }

    private static List<InboxLease> Read(SqlRows rows, long token)
    {
        using var all = rows;
        var leases = new List<InboxLease>();
        while (rows.Read())
        {
            leases.Add(new InboxLease(
                rows.GetInt64(0),
                token,
                rows.GetInt32(1) + 1,
                EntryRow.ReadDelivery(rows, 3),
                InboxJson.ReadProgress(EntryRow.ReadText(rows, 2))));
        }

        return leases;
    }

    private static TimeSpan? NextDue(InboxTables tables, DateTimeOffset now)
    {
        var next = tables[SelectNextDue].QueryInteger();
        return next == 0 ? null : TimeSpan.FromTicks(Math.Max(0, next - now.UtcTicks));
    }
}
