using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite.Schema;
using EightBit.Webhooks.Receiver.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Operations;

/// <summary>Lists, replays and purges.</summary>
internal static class DeadLetters
{
    public static DeadLetterPage List(SqliteConnection reader, DeadLetterQuery query)
    {
        using var statement = new SqlStatement(reader, $"""
            SELECT seq, reason, error, died_at, attempts, progress, history, {EntryRow.DeliveryColumns} FROM inbox JOIN body USING (seq)
            WHERE state = {EntryState.Dead} AND seq > ?1 {(query.Receiver is null ? "" : "AND receiver = ?3")} ORDER BY seq LIMIT ?2
            """);
        using var rows = statement.Query(query.After, query.Take + 1, query.Receiver);
        var letters = new List<DeadLetter>();
        while (rows.Read())
        {
            letters.Add(Read(rows));
        }

        return letters.Count > query.Take
            ? new DeadLetterPage(letters[..query.Take], letters[query.Take - 1].EntryId)
            : new DeadLetterPage(letters, null);
    }

    /// <summary>Gives the event a new place at the end: it is behind what its conversation has received meanwhile.</summary>
    public static ReplayOutcome Replay(InboxTables tables, long entryId, SqliteInboxOptions limits)
    {
        string? conversation;
        HandlerProgress progress;
        long bytes;
        using (var row = tables[$"""
            SELECT conversation, progress, length(bytes) FROM inbox JOIN body USING (seq) WHERE seq = ?1 AND state = {EntryState.Dead}
            """].Query(entryId))
        {
            if (!row.Read())
            {
                return ReplayOutcome.NotFound;
            }

            conversation = EntryRow.ReadText(row, 0);
            progress = InboxJson.ReadProgress(EntryRow.ReadText(row, 1)) with { Rejected = [] };
            bytes = row.GetInt64(2);
        }

        if (!tables.Counts.HaveRoomFor(bytes, limits))
        {
            return ReplayOutcome.Full;
        }

        var state = conversation is not null && Conversation.IsBusy(tables, conversation) ? EntryState.Waiting : EntryState.Ready;
        var last = tables["UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'inbox' RETURNING seq"].QueryInteger();
        tables["""
            UPDATE inbox SET seq = ?2, state = ?3, progress = ?4, attempts = 0, history = NULL, reason = NULL, error = NULL, died_at = NULL
            WHERE seq = ?1
            """].Execute(entryId, last, state, InboxJson.Write(progress));
        tables["UPDATE body SET seq = ?2 WHERE seq = ?1"].Execute(entryId, last);
        tables.Count(pending: 1, pendingBytes: bytes, dead: -1);
        return ReplayOutcome.Replayed;
    }

    public static bool Purge(InboxTables tables, long entryId)
    {
        if (tables[$"DELETE FROM inbox WHERE seq = ?1 AND state = {EntryState.Dead}"].Execute(entryId) == 0)
        {
            return false;
        }

        tables["DELETE FROM body WHERE seq = ?1"].Execute(entryId);
        tables.Count(dead: -1);
        return true;
    }

    private static DeadLetter Read(SqlRows row) => new()
    {
        EntryId = row.GetInt64(0),
        Reason = (DeadLetterReason)row.GetInt32(1),
        Error = EntryRow.ReadText(row, 2) ?? "",
        DiedAt = EntryRow.ReadTime(row, 3),
        Attempts = row.GetInt32(4),
        Progress = InboxJson.ReadProgress(EntryRow.ReadText(row, 5)),
        History = InboxJson.ReadHistory(EntryRow.ReadText(row, 6)),
        Delivery = EntryRow.ReadDelivery(row, 7),
    };
}
