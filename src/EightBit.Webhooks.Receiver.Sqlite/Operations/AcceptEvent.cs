using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite.Deduplication;
using EightBit.Webhooks.Receiver.Sqlite.Schema;
using EightBit.Webhooks.Receiver.Sqlite.Writing;

namespace EightBit.Webhooks.Receiver.Sqlite.Operations;

/// <summary>Remembers the id and stores the event, or neither.</summary>
internal static class AcceptEvent
{
    // Made once: these are run for every delivery, as are those of ClaimEvents and SettleEvent.
    private static readonly string InsertEntry = $"""
        INSERT INTO inbox (state, conversation, receiver, tenant, event_id, event_type, ordering_key, created_at, sent_at, received_at,
            event_id_header, trace_parent, trace_state, remember_for)
        VALUES (iif({Conversation.IsBusyCondition}, {EntryState.Waiting}, {EntryState.Ready}),
            ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        """;

    /// <returns>Null while an inline endpoint works on the event: it cannot be said yet.</returns>
    public static AcceptOutcome? Run(InboxTables tables, InboxDelivery delivery, SqliteInboxOptions limits, bool diskHasRoom)
    {
        var key = new DeduplicationKey(delivery.Receiver, delivery.Tenant, delivery.EventId);
        if (!diskHasRoom || !tables.Counts.HaveRoomFor(delivery.Body.Length, limits))
        {
            return SeenIds.Contains(tables, key) ? AcceptOutcome.Duplicate : AcceptOutcome.Full;
        }

        if (!SeenIds.TryRemember(tables, key, delivery.RememberFor))
        {
            return SeenIds.Contains(tables, key) ? AcceptOutcome.Duplicate : null;
        }

        Insert(tables, delivery);
        return AcceptOutcome.Accepted;
    }

    private static void Insert(InboxTables tables, InboxDelivery delivery)
    {
        tables[InsertEntry].Execute(
            EntryRow.ConversationKey(delivery),
            delivery.Receiver,
            delivery.Tenant,
            delivery.EventId,
            delivery.EventType,
            delivery.OrderingKey,
            delivery.CreatedAt?.UtcTicks,
            delivery.SentAt.UtcTicks,
            delivery.ReceivedAt.UtcTicks,
            delivery.EventIdHeader,
            delivery.TraceParent,
            delivery.TraceState,
            delivery.RememberFor.Ticks);
        tables["INSERT INTO body (seq, bytes) VALUES (last_insert_rowid(), ?1)"].Execute(delivery.Body);
        tables.Count(pending: 1, pendingBytes: delivery.Body.Length);
    }
}
