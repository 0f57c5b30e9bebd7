using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite.Schema;
using EightBit.Webhooks.Receiver.Sqlite.Writing;

namespace EightBit.Webhooks.Receiver.Sqlite.Operations;

/// <summary>Extends the leases that still hold.</summary>
internal static class RenewLeases
{
    public static List<InboxLease> Run(InboxTables tables, IReadOnlyList<InboxLease> leases, TimeSpan duration)
    {
        var until = (tables.Clock.Now + duration).UtcTicks;
        return [.. leases.Where(lease =>
            tables[$"UPDATE inbox SET lease_until = ?3 WHERE seq = ?1 AND lease_token = ?2 AND state = {EntryState.Claimed}"]
                .Execute(lease.EntryId, lease.Token, until) == 0)];
    }
}
