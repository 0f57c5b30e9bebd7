using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite.Schema;
using EightBit.Webhooks.Receiver.Sqlite.Writing;

namespace EightBit.Webhooks.Receiver.Sqlite.Operations;

/// <summary>Ends an attempt, if the lease still holds.</summary>
internal static class SettleEvent
{
    private static readonly string DeleteHeld = $"DELETE FROM inbox WHERE seq = ?1 AND lease_token = ?2 AND state = {EntryState.Claimed}";

    public static bool Run(InboxTables tables, InboxLease lease, Settlement settlement)
    {
        if (settlement is Settlement.Completed)
        {
            return TryComplete(tables, lease);
        }

        if (!IsHeld(tables, lease, out var history))
        {
            return false;
        }

        var now = tables.Clock.Now;
        tables.Count(claimed: -1);
        switch (settlement)
        {
            case Settlement.Retry retry:
                tables[$"UPDATE inbox SET state = {EntryState.AwaitingRetry}, due = ?2, progress = ?3, history = ?4 WHERE seq = ?1"].Execute(
                    lease.EntryId,
                    (now + retry.Delay).UtcTicks,
                    InboxJson.Write(retry.Progress),
                    InboxJson.Append(history, new FailedAttempt(lease.Attempt, now, retry.Error)));
                tables.Count(awaitingRetry: 1);
                break;

            case Settlement.Abandoned abandoned:
                tables[$"UPDATE inbox SET state = {EntryState.Ready}, attempts = attempts - 1, progress = ?2 WHERE seq = ?1"]
                    .Execute(lease.EntryId, InboxJson.Write(abandoned.Progress));
                break;

            case Settlement.Dead dead:
                tables[$"UPDATE inbox SET state = {EntryState.Dead}, reason = ?2, error = ?3, progress = ?4, history = ?5, died_at = ?6 WHERE seq = ?1"]
                    .Execute(
                        lease.EntryId,
                        (int)dead.Reason,
                        dead.Error,
                        InboxJson.Write(dead.Progress),
                        InboxJson.Append(history, new FailedAttempt(lease.Attempt, now, dead.Error)),
                        now.UtcTicks);
                tables.Count(dead: 1);
                LeavePending(tables, lease.Delivery);
                break;

            default:
                throw new ArgumentException($"{settlement.GetType()} is not a settlement that this inbox knows.", nameof(settlement));
        }

        return true;
    }

    // How nearly all attempts end: one statement both asks whether the lease holds and ends it.
    private static bool TryComplete(InboxTables tables, InboxLease lease)
    {
        if (tables[DeleteHeld].Execute(lease.EntryId, lease.Token) == 0)
        {
            return false;
        }

        tables["DELETE FROM body WHERE seq = ?1"].Execute(lease.EntryId);
        tables.Count(claimed: -1);
        LeavePending(tables, lease.Delivery);
        return true;
    }

    private static bool IsHeld(InboxTables tables, InboxLease lease, out string? history)
    {
        using var row = tables[$"SELECT history FROM inbox WHERE seq = ?1 AND lease_token = ?2 AND state = {EntryState.Claimed}"]
            .Query(lease.EntryId, lease.Token);
        var held = row.Read();
        history = held ? EntryRow.ReadText(row, 0) : null;
        return held;
    }

    private static void LeavePending(InboxTables tables, InboxDelivery delivery)
    {
        tables.Count(pending: -1, pendingBytes: -delivery.Body.Length);
        if (EntryRow.ConversationKey(delivery) is { } conversation)
        {
            Conversation.Advance(tables, conversation);
        }
    }
}
