using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Sqlite.Operations;
using EightBit.Webhooks.Receiver.Sqlite.Writing;

namespace EightBit.Webhooks.Receiver.Sqlite.Deduplication;

/// <summary>The ids that have been taken, by the inbox or by an inline endpoint.</summary>
internal static class SeenIds
{
    public static bool Contains(InboxTables tables, DeduplicationKey key, DateTimeOffset now)
        => tables["SELECT expires FROM seen WHERE receiver = $1 AND tenant = $2 AND event_id = $3"]
            .QueryInteger(key.Receiver, EntryRow.TenantKey(key.Tenant), key.EventId) > now.UtcTicks;

    public static void Remember(InboxTables tables, DeduplicationKey key, DateTimeOffset until)
        => tables["INSERT OR REPLACE INTO seen (receiver, tenant, event_id, expires) VALUES ($1, $2, $3, $4)"]
            .Execute(key.Receiver, EntryRow.TenantKey(key.Tenant), key.EventId, until.UtcTicks);
}
