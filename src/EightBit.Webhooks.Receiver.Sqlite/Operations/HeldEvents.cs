using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite.Schema;
using EightBit.Webhooks.Receiver.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Operations;

/// <summary>Shows events where they stand.</summary>
internal static class HeldEvents
{
    private const string Select =
        $"SELECT seq, state, attempts, due, reason, progress, history, {EntryRow.DeliveryColumns} FROM inbox JOIN body USING (seq)";

    public static List<InboxEvent> ListRetries(SqliteConnection reader, RetryQuery query)
    {
        using var statement = new SqlStatement(reader, $"""
            {Select} WHERE state = {EntryState.AwaitingRetry} {(query.Receiver is null ? "" : "AND receiver = ?2")} ORDER BY due, seq LIMIT ?1
            """);
        using var rows = statement.Query(query.Take, query.Receiver);
        var events = new List<InboxEvent>();
        while (rows.Read())
        {
            events.Add(Read(rows));
        }

        return events;
    }

    public static InboxEvent? Find(SqliteConnection reader, string receiver, string? tenant, string eventId)
    {
        using var statement = new SqlStatement(reader, $"{Select} WHERE event_id = ?1 AND receiver = ?2 AND tenant IS ?3 ORDER BY seq DESC LIMIT 1");
        using var row = statement.Query(eventId, receiver, tenant);
        return row.Read() ? Read(row) : null;
    }

    private static InboxEvent Read(SqlRows row)
    {
        var state = row.GetInt32(1) switch
        {
            EntryState.Claimed => InboxEventState.Claimed,
            EntryState.AwaitingRetry => InboxEventState.AwaitingRetry,
            EntryState.Dead => InboxEventState.Dead,
            _ => InboxEventState.Waiting,
        };
        return new InboxEvent
        {
            EntryId = row.GetInt64(0),
            State = state,
            Attempts = row.GetInt32(2),
            NextAttemptAt = state == InboxEventState.AwaitingRetry ? EntryRow.ReadTime(row, 3) : null,
            DeadReason = state == InboxEventState.Dead ? (DeadLetterReason)row.GetInt32(4) : null,
            Progress = InboxJson.ReadProgress(EntryRow.ReadText(row, 5)),
            History = InboxJson.ReadHistory(EntryRow.ReadText(row, 6)),
            Delivery = EntryRow.ReadDelivery(row, 7),
        };
    }
}
