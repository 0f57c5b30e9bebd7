using EightBit.Webhooks.Receiver.Sqlite.Opening;
using EightBit.Webhooks.Receiver.Sqlite.Schema;
using EightBit.Webhooks.Receiver.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Copying;

/// <summary>
/// Writes what is in a file and its -wal at one moment into one new file, which is on the disk when it has its name.
/// </summary>
internal static class InboxCopy
{
    /// <exception cref="SqliteInboxException">
    /// There is something at the target, or the file is damaged or none of this inbox.
    /// </exception>
    public static SqliteInboxCheck Write(InboxLocation source, string target)
    {
        if (FilePlacement.Suffixes.Select(suffix => target + suffix).FirstOrDefault(Path.Exists) is { } existing)
        {
            throw new SqliteInboxException($"{existing} is there already. Name a file that is not there yet.");
        }

        var partial = target + ".partial";
        File.Delete(partial); // of a copy that was interrupted
        try
        {
            WriteTo(source, partial);
            var content = Require(partial);
            File.Move(partial, target);
            return content;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static void WriteTo(InboxLocation source, string partial)
    {
        using var connection = Explained(source.Path, () => OpenSound(source));
        CreateLike(source.Path, partial);
        Explained(partial, () =>
        {
            // Into an empty file; application id and version come along
            using var copy = new SqlStatement(connection, "VACUUM INTO ?1");
            return copy.Execute(partial);
        });
        using var file = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true); // VACUUM INTO does not
    }

    private static SqliteConnection OpenSound(InboxLocation source)
    {
        var connection = source.Open();
        try
        {
            InboxSchema.RequireInbox(connection, source.Path);
            return FileCheck.FindQuickly(connection) is [var problem, ..]
                ? throw new SqliteInboxException(
                    $"{source.Path} is damaged ({problem}), so nothing was copied. See what is wrong with eightbit-webhooks "
                        + "inbox check.")
                : connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static T Explained<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException exception)
        {
            throw new SqliteInboxException(SqliteFailure.Explain(path, exception), exception);
        }
    }

    // Before anything is in it: it holds what customers have written.
    private static void CreateLike(string source, string target)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = File.GetUnixFileMode(source);
        }

        new FileStream(target, options).Dispose();
    }

    private static SqliteInboxCheck Require(string copy)
    {
        var check = InboxCheck.Run(InboxLocation.Parse(new SqliteConnectionStringBuilder { DataSource = copy }.ToString()).Existing());
        return check.IsSound ? check : throw new SqliteInboxException($"The copy is damaged ({check.Problems[0]}). Check the "
            + "disk.");
    }
}
