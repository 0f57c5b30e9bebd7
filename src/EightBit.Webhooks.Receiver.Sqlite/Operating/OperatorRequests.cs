using System.Globalization;
using System.Text;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.Sqlite.Operations;
using EightBit.Webhooks.Receiver.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Operating;

/// <summary>
/// The table in which another process asks the application for something: a row for each dead letter, and in it the answer. A request is
/// carried out and answered in one transaction, or withdrawn, or expires.
/// </summary>
internal static class OperatorRequests
{
    /// <summary>Writes a request down: one statement, so that the application's writer waits for no more than its commit.</summary>
    public static void Ask(SqliteConnection connection, long request, OperatorAction action, IReadOnlyList<long> entryIds, DateTimeOffset expires)
    {
        var rows = new StringBuilder();
        for (var number = 0; number < entryIds.Count; number++)
        {
            rows.Append(number == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"(?1, ?{number + 4}, ?2, ?3)");
        }

        using var insert = new SqlStatement(connection, $"INSERT INTO operator_request (request, entry, action, expires) VALUES {rows}");
        insert.Execute([request, (int)action, expires.UtcTicks, .. entryIds]);
    }

    public static bool IsAnswered(SqliteConnection connection, long request)
    {
        using var unanswered = new SqlStatement(connection, "SELECT count(*) FROM operator_request WHERE request = ?1 AND outcome IS NULL");
        return unanswered.QueryInteger(request) == 0;
    }

    /// <summary>Takes a request back, together with its answer if there is one: without one it never will be carried out.</summary>
    /// <returns>What became of each letter, null for those that nothing was done with; empty when the request is gone.</returns>
    public static Dictionary<long, OperatorOutcome?> TakeBack(SqliteConnection connection, long request)
    {
        using var delete = new SqlStatement(connection, "DELETE FROM operator_request WHERE request = ?1 RETURNING entry, outcome");
        using var rows = delete.Query(request);
        var outcomes = new Dictionary<long, OperatorOutcome?>();
        while (rows.Read())
        {
            outcomes.Add(rows.GetInt64(0), rows.IsDBNull(1) ? null : (OperatorOutcome)rows.GetInt32(1));
        }

        return outcomes;
    }

    /// <returns>The requests that wait for the application.</returns>
    public static List<long> Waiting(SqliteConnection reader, DateTimeOffset now)
    {
        using var statement = new SqlStatement(reader, "SELECT DISTINCT request FROM operator_request WHERE outcome IS NULL AND expires > ?1");
        using var rows = statement.Query(now.UtcTicks);
        var requests = new List<long>();
        while (rows.Read())
        {
            requests.Add(rows.GetInt64(0));
        }

        return requests;
    }

    /// <summary>Does what a request asks for and answers it, unless it was withdrawn or has expired meanwhile.</summary>
    /// <returns>What was asked for and what became of it, for each letter.</returns>
    public static List<(OperatorAction Action, OperatorOutcome Outcome)> CarryOut(
        InboxTables tables, long request, SqliteInboxOptions limits, DateTimeOffset now)
    {
        var outcomes = new List<(OperatorAction, OperatorOutcome)>();
        foreach (var (entryId, action) in Read(tables, request, now))
        {
            var outcome = CarryOut(tables, action, entryId, limits);
            tables["UPDATE operator_request SET outcome = ?3 WHERE request = ?1 AND entry = ?2"].Execute(request, entryId, (int)outcome);
            outcomes.Add((action, outcome));
        }

        return outcomes;
    }

    public static OperatorOutcome CarryOut(InboxTables tables, OperatorAction action, long entryId, SqliteInboxOptions limits) => action switch
    {
        OperatorAction.Replay => DeadLetters.Replay(tables, entryId, limits) switch
        {
            ReplayOutcome.Replayed => OperatorOutcome.Done,
            ReplayOutcome.Full => OperatorOutcome.Full,
            _ => OperatorOutcome.NotFound,
        },
        OperatorAction.Purge => DeadLetters.Purge(tables, entryId) ? OperatorOutcome.Done : OperatorOutcome.NotFound,
        _ => OperatorOutcome.Unknown,
    };

    private static List<(long EntryId, OperatorAction Action)> Read(InboxTables tables, long request, DateTimeOffset now)
    {
        using var rows = tables["SELECT entry, action FROM operator_request WHERE request = ?1 AND outcome IS NULL AND expires > ?2 ORDER BY entry"]
            .Query(request, now.UtcTicks);
        var letters = new List<(long, OperatorAction)>();
        while (rows.Read())
        {
            letters.Add((rows.GetInt64(0), (OperatorAction)rows.GetInt32(1)));
        }

        return letters;
    }
}
