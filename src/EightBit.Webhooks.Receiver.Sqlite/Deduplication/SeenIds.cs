using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Sqlite.Operations;
using EightBit.Webhooks.Receiver.Sqlite.Writing;

namespace EightBit.Webhooks.Receiver.Sqlite.Deduplication;

/// <summary>The ids that have been taken, by the inbox or by an inline endpoint.</summary>
internal static class SeenIds
{
    public static bool Contains(InboxTables tables, DeduplicationKey key)
        => tables["SELECT expires FROM seen WHERE receiver = ?1 AND tenant = ?2 AND event_id = ?3"]
            .QueryInteger(key.Receiver, EntryRow.TenantKey(key.Tenant), key.EventId) > tables.Clock.Certain.UtcTicks;

    /// <returns>Whether the id was neither taken nor claimed by an inline endpoint; only then is it remembered now.</returns>
    public static bool TryRemember(InboxTables tables, DeduplicationKey key, TimeSpan retention)
        => tables["""
            INSERT INTO seen (receiver, tenant, event_id, expires) SELECT ?1, ?2, ?3, ?4
                WHERE NOT EXISTS (SELECT 1 FROM claim WHERE receiver = ?1 AND tenant = ?2 AND event_id = ?3 AND lease_until > ?5)
                ON CONFLICT (receiver, tenant, event_id) DO UPDATE SET expires = excluded.expires WHERE expires <= ?6
            """].Execute(
                key.Receiver,
                EntryRow.TenantKey(key.Tenant),
                key.EventId,
                (tables.Clock.Now + retention).UtcTicks,
                tables.Clock.Now.UtcTicks,
                tables.Clock.Certain.UtcTicks) == 1;

    public static void Remember(InboxTables tables, DeduplicationKey key, TimeSpan retention)
        => tables["INSERT OR REPLACE INTO seen (receiver, tenant, event_id, expires) VALUES (?1, ?2, ?3, ?4)"]
            .Execute(key.Receiver, EntryRow.TenantKey(key.Tenant), key.EventId, (tables.Clock.Now + retention).UtcTicks);
}
