using System.Globalization;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Schema;

/// <summary>The tables, and the steps that lead to them from every earlier version.</summary>
internal static partial class InboxSchema
{
    /// <summary>"8bit", so that a file of somebody else's is recognised.</summary>
    private const int ApplicationId = 0x38626974;

    /// <summary>From which version on the application takes requests of operators.</summary>
    public const int WithOperatorRequests = 4;

    public static int Version => Migrations.Length;

    /// <summary>Brings a file to this package's version.</summary>
    /// <exception cref="SqliteInboxException">The file is somebody else's, or a newer package's.</exception>
    public static void Migrate(SqliteConnection connection, string file) => Migrate(connection, file, Version);

    /// <summary>For tests of the later steps: brings a file to an earlier version.</summary>
    public static void Migrate(SqliteConnection connection, string file, int to)
    {
        for (var next = ReadVersion(connection, file); next < to; next++)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            Execute(connection, Migrations[next]);
            Execute(connection, $"PRAGMA application_id = {ApplicationId.ToString(CultureInfo.InvariantCulture)}");
            Execute(connection, $"PRAGMA user_version = {(next + 1).ToString(CultureInfo.InvariantCulture)}");
            transaction.Commit();
        }
    }

    /// <summary>For whoever does not create an inbox.</summary>
    /// <returns>The version.</returns>
    /// <exception cref="SqliteInboxException">The file is somebody else's, a newer package's, or empty.</exception>
    public static int RequireInbox(SqliteConnection connection, string file)
        => ReadVersion(connection, file) is > 0 and var version
            ? version
            : throw new SqliteInboxException($"{file} has no inbox in it. Name the file of the application's inbox.");

    /// <returns>0 for a file without anything in it.</returns>
    /// <exception cref="SqliteInboxException">The file is somebody else's, or a newer package's.</exception>
    public static int ReadVersion(SqliteConnection connection, string file)
    {
        var version = ReadInteger(connection, "PRAGMA user_version");
        var application = ReadInteger(connection, "PRAGMA application_id");
        if (application != ApplicationId && (application != 0 || version != 0 || ReadInteger(connection, "SELECT count(*) FROM sqlite_master") != 0))
        {
            throw new SqliteInboxException(
                $"{file} is a SQLite database, but not one of this inbox. Give the inbox a file of its own.");
        }

        if (version > Version)
        {
            throw new SqliteInboxException(
                $"{file} was written by a newer version of this package (schema {version}; this one knows {Version}). Update the package, or "
                + "go back to a copy of the file from before the update.");
        }

        return (int)version;
    }

    private static long ReadInteger(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
