using EightBit.Webhooks.Receiver.Sqlite.DeliveryLog;
using EightBit.Webhooks.Receiver.Sqlite.Schema;
using EightBit.Webhooks.Receiver.Sqlite.Writing;

namespace EightBit.Webhooks.Receiver.Sqlite.Operations;

/// <summary>Deletes ids, claims of ids, dead letters, lines of the delivery log and requests of operators whose time is over, a few at a time.</summary>
internal static class ForgetExpired
{
    /// <summary>Small enough that the deliveries behind it do not notice.</summary>
    private const int Step = 500;

    /// <summary>Who has asked may still come back for the answer.</summary>
    private static readonly TimeSpan AnswerRetention = TimeSpan.FromHours(1);

    /// <returns>Whether there may be more.</returns>
    public static bool Run(InboxTables tables, TimeSpan deadLetterRetention, TimeSpan deliveryLogRetention)
    {
        var now = tables.Clock.Certain;
        var ids = tables["""
            DELETE FROM seen WHERE (receiver, tenant, event_id) IN
                (SELECT receiver, tenant, event_id FROM seen WHERE expires <= ?1 ORDER BY expires LIMIT ?2)
            """].Execute(now.UtcTicks, Step);

        var claims = tables["""
            DELETE FROM claim WHERE (receiver, tenant, event_id) IN
                (SELECT receiver, tenant, event_id FROM claim WHERE lease_until <= ?1 ORDER BY lease_until LIMIT ?2)
            """].Execute(tables.Clock.Now.UtcTicks, Step);

        var diedBefore = (now - deadLetterRetention).UtcTicks;
        tables[$"""
            DELETE FROM body WHERE seq IN
                (SELECT seq FROM inbox WHERE state = {EntryState.Dead} AND died_at <= ?1 ORDER BY died_at, seq LIMIT ?2)
            """].Execute(diedBefore, Step);
        var letters = tables[$"""
            DELETE FROM inbox WHERE seq IN
                (SELECT seq FROM inbox WHERE state = {EntryState.Dead} AND died_at <= ?1 ORDER BY died_at, seq LIMIT ?2)
            """].Execute(diedBefore, Step);
        tables.Count(dead: -letters);
        var lines = LogRows.Forget(tables, now - deliveryLogRetention, Step);
        tables["DELETE FROM operator_request WHERE expires <= ?1"].Execute((now - AnswerRetention).UtcTicks);
        return ids == Step || claims == Step || letters == Step || lines == Step;
    }
}
