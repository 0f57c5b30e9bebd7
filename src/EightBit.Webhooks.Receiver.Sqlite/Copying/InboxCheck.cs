using EightBit.Webhooks.Receiver.Sqlite.Opening;
using EightBit.Webhooks.Receiver.Sqlite.Schema;
using EightBit.Webhooks.Receiver.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Copying;

/// <summary>Checks a file, and, where that finds something, whether its -wal is to blame.</summary>
internal static class InboxCheck
{
    public static SqliteInboxCheck Run(InboxLocation location)
    {
        var hasWal = LastEnd.SizeOf(location.Path + "-wal") > 0;
        try
        {
            using var reader = location.OpenReader();
            InboxSchema.RequireInbox(reader, location.Path);
            var problems = FileCheck.Find(reader);
            return problems.Count == 0 ? Describe(reader) : Damaged(location, problems, hasWal);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is SqliteFailure.Corrupt or SqliteFailure.NotADatabase)
        {
            return Damaged(location, [exception.Message], hasWal);
        }
    }

    public static SqliteInboxCheck Describe(SqliteConnection reader)
    {
        long Count(string what)
        {
            using var count = new SqlStatement(reader, $"SELECT count(*) FROM {what}");
            return count.QueryInteger();
        }

        return new SqliteInboxCheck
        {
            Problems = [],
            Pending = Count($"inbox WHERE state < {EntryState.Dead}"),
            DeadLetters = Count($"inbox WHERE state = {EntryState.Dead}"),
            RememberedIds = Count("seen"),
        };
    }

    private static SqliteInboxCheck Damaged(InboxLocation location, IReadOnlyList<string> problems, bool hasWal)
        => new() { Problems = problems, ProblemsWithoutWal = hasWal ? FindWithoutWal(location) : null };

    private static IReadOnlyList<string> FindWithoutWal(InboxLocation location)
    {
        try
        {
            using var alone = location.OpenWithoutWal();
            return FileCheck.Find(alone);
        }
        catch (SqliteException exception)
        {
            return [exception.Message];
        }
    }
}
