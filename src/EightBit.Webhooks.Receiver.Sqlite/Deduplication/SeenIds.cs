using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Sqlite.Operations;
using EightBit.Webhooks.Receiver.Sqlite.Writing;

namespace EightBit.Webhooks.Receiver.Sqlite.Deduplication;

/// <summary>The ids that have been taken, by the inbox or by an inline endpoint.</summary>
internal static class SeenIds
{
    public static bool Contains(InboxTables tables, DeduplicationKey key, DateTimeOffset now)
        => tables["SELECT expires FROM seen WHERE receiver = ?1 AND tenant = ?2 AND event_id = ?3"]
            .QueryInteger(key.Receiver, EntryRow.TenantKey(key.Tenant), key.EventId) > now.UtcTicks;

    /// <returns>Whether the id was neither taken nor claimed by an inline endpoint; only then is it remembered now.</returns>
    public static bool TryRemember(InboxTables tables, DeduplicationKey key, DateTimeOffset now, DateTimeOffset until)
        => tables["""
            INSERT INTO seen (receiver, tenant, event_id, expires) SELECT ?1, ?2, ?3, ?4
                WHERE NOT EXISTS (SELECT 1 FROM claim WHERE receiver = ?1 AND tenant = ?2 AND event_id = ?3 AND lease_until > ?5)
                ON CONFLICT (receiver, tenant, event_id) DO UPDATE SET expires = excluded.expires WHERE expires <= ?5
            """].Execute(key.Receiver, EntryRow.TenantKey(key.Tenant), key.EventId, until.UtcTicks, now.UtcTicks) == 1;

    public static void Remember(InboxTables tables, DeduplicationKey key, DateTimeOffset until)
        => tables["INSERT OR REPLACE INTO seen (receiver, tenant, event_id, expires) VALUES (?1, ?2, ?3, ?4)"]
            .Execute(key.Receiver, EntryRow.TenantKey(key.Tenant), key.EventId, until.UtcTicks);
}
