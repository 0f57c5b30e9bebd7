using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Opening;

/// <summary>Whether what is in the file hangs together.</summary>
internal static class FileCheck
{
    /// <summary>How many problems are looked for: the first ones say what is wrong.</summary>
    private const int MaxProblems = 20;

    /// <summary>
    /// What an application can afford at its start, some seconds for each gigabyte: all pages, and the indexes of the tables that
    /// decide what is run and what is a duplicate.
    /// </summary>
    private static readonly string[] Quick = ["PRAGMA quick_check(20)", "PRAGMA integrity_check(inbox)", "PRAGMA integrity_check(seen)"];

    private static readonly string[] Full = ["PRAGMA integrity_check(20)"];

    public static IReadOnlyList<string> FindQuickly(SqliteConnection connection) => Run(connection, Quick);

    /// <summary>All pages, rows and indexes, which can take a minute for a gigabyte; and that each event has its body.</summary>
    public static IReadOnlyList<string> Find(SqliteConnection connection) => Run(connection, Full);

    private static List<string> Run(SqliteConnection connection, IEnumerable<string> checks)
    {
        var problems = new List<string>();
        try
        {
            foreach (var check in checks)
            {
                problems.AddRange(Read(connection, check).Where(line => line != "ok"));
            }

            problems.AddRange(Read(connection, "SELECT 'event ' || seq || ' has no body' FROM inbox WHERE seq NOT IN (SELECT "
                + "seq FROM body) LIMIT 1"));
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is SqliteFailure.Corrupt or SqliteFailure.NotADatabase or SqliteFailure.Error)
        {
            problems.Add(exception.Message);
        }

        return problems;
    }

    private static List<string> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0; // of the time to wait for a lock, which a reader never waits for
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (lines.Count < MaxProblems && reader.Read())
        {
            lines.Add(reader.GetString(0).ReplaceLineEndings(" "));
        }

        return lines;
    }
}
