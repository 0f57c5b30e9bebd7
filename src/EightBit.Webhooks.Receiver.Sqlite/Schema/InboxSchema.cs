using System.Globalization;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Schema;

/// <summary>The tables, and the steps that lead to them from every earlier version.</summary>
internal static class InboxSchema
{
    /// <summary>"8bit", so that a file of somebody else's is recognised.</summary>
    private const int ApplicationId = 0x38626974;

    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE inbox (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            state INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            due INTEGER,
            lease_until INTEGER,
            lease_token INTEGER,
            conversation TEXT,
            receiver TEXT NOT NULL,
            tenant TEXT,
            event_id TEXT NOT NULL,
            event_type TEXT NOT NULL,
            ordering_key TEXT,
            created_at INTEGER,
            sent_at INTEGER NOT NULL,
            received_at INTEGER NOT NULL,
            event_id_header TEXT,
            trace_parent TEXT,
            trace_state TEXT,
            remember_for INTEGER NOT NULL,
            progress TEXT,
            history TEXT,
            reason INTEGER,
            error TEXT,
            died_at INTEGER
        );

        -- Beside the row, so that a change of state does not rewrite the bytes.
        CREATE TABLE body (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL);

        CREATE TABLE seen (
            receiver TEXT NOT NULL,
            tenant TEXT NOT NULL,
            event_id TEXT NOT NULL,
            expires INTEGER NOT NULL,
            PRIMARY KEY (receiver, tenant, event_id)
        ) WITHOUT ROWID;

        CREATE INDEX inbox_ready ON inbox (seq) WHERE state = 1;
        CREATE INDEX inbox_claimed ON inbox (lease_until) WHERE state = 2;
        CREATE INDEX inbox_retry ON inbox (due) WHERE state = 3;
        CREATE INDEX inbox_dead ON inbox (seq) WHERE state = 4;
        CREATE INDEX inbox_dead_age ON inbox (died_at) WHERE state = 4;
        CREATE INDEX inbox_conversation ON inbox (conversation, seq) WHERE conversation IS NOT NULL AND state < 4;
        CREATE INDEX seen_expires ON seen (expires);
        """,
        """
        CREATE TABLE delivery_log (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            receiver TEXT NOT NULL,
            tenant TEXT,
            event_id TEXT,
            event_type TEXT,
            outcome TEXT NOT NULL,
            duration INTEGER NOT NULL,
            attempt INTEGER,
            handler TEXT,
            error TEXT
        );

        CREATE INDEX delivery_log_at ON delivery_log (at);
        CREATE INDEX delivery_log_event ON delivery_log (event_id, number) WHERE event_id IS NOT NULL;
        CREATE INDEX delivery_log_outcome ON delivery_log (outcome, number);
        """,
        """
        CREATE TABLE claim (
            receiver TEXT NOT NULL,
            tenant TEXT NOT NULL,
            event_id TEXT NOT NULL,
            token INTEGER NOT NULL,
            lease_until INTEGER NOT NULL,
            PRIMARY KEY (receiver, tenant, event_id)
        ) WITHOUT ROWID;

        CREATE INDEX claim_lease ON claim (lease_until);
        """,
        """
        CREATE TABLE operator_request (
            request INTEGER NOT NULL,
            entry INTEGER NOT NULL,
            action INTEGER NOT NULL,
            expires INTEGER NOT NULL,
            outcome INTEGER,
            PRIMARY KEY (request, entry)
        ) WITHOUT ROWID;
        """,
    ];

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
