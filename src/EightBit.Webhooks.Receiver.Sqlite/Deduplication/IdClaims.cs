using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Sqlite.Operations;
using EightBit.Webhooks.Receiver.Sqlite.Writing;

namespace EightBit.Webhooks.Receiver.Sqlite.Deduplication;

/// <summary>The ids that inline endpoints are working on.</summary>
internal static class IdClaims
{
    /// <returns>Null when there is no room on the disk for something new.</returns>
    public static DeduplicationStatus? Claim(InboxTables tables, DeduplicationKey key, long token, TimeSpan lease, bool diskHasRoom)
    {
        if (SeenIds.Contains(tables, key))
        {
            return DeduplicationStatus.Completed;
        }

        if (IsClaimed(tables, key))
        {
            return DeduplicationStatus.InProgress;
        }

        if (!diskHasRoom)
        {
            return null;
        }

        tables["INSERT OR REPLACE INTO claim (receiver, tenant, event_id, token, lease_until) VALUES (?1, ?2, ?3, ?4, ?5)"]
            .Execute(key.Receiver, EntryRow.TenantKey(key.Tenant), key.EventId, token, (tables.Clock.Now + lease).UtcTicks);
        return DeduplicationStatus.Claimed;
    }

    public static bool IsClaimed(InboxTables tables, DeduplicationKey key)
        => tables["SELECT lease_until FROM claim WHERE receiver = ?1 AND tenant = ?2 AND event_id = ?3"]
            .QueryInteger(key.Receiver, EntryRow.TenantKey(key.Tenant), key.EventId) > tables.Clock.Now.UtcTicks;

    /// <summary>An expired claim may have been deleted already: what counts is that nobody else has the id or has taken it.</summary>
    public static bool Complete(InboxTables tables, DeduplicationKey key, long token, TimeSpan retention)
    {
        Release(tables, key, token);
        if (HolderOf(tables, key) != 0 || SeenIds.Contains(tables, key))
        {
            return false;
        }

        SeenIds.Remember(tables, key, retention);
        return true;
    }

    public static bool Release(InboxTables tables, DeduplicationKey key, long token)
        => tables["DELETE FROM claim WHERE receiver = ?1 AND tenant = ?2 AND event_id = ?3 AND token = ?4"]
            .Execute(key.Receiver, EntryRow.TenantKey(key.Tenant), key.EventId, token) == 1;

    /// <summary>Deletes the claims of a process that has ended.</summary>
    public static void ReleaseAll(InboxTables tables) => tables["DELETE FROM claim"].Execute();

    private static long HolderOf(InboxTables tables, DeduplicationKey key)
        => tables["SELECT token FROM claim WHERE receiver = ?1 AND tenant = ?2 AND event_id = ?3"]
            .QueryInteger(key.Receiver, EntryRow.TenantKey(key.Tenant), key.EventId);
}
