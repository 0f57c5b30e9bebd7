using System.Globalization;
using EightBit.Webhooks.Receiver.Sqlite.Opening;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Copying;

/// <summary>
/// Puts a copy in the place of the file. Interrupted at any point, it leaves a file that the application opens, or one that it
/// refuses.
/// </summary>
internal static class Restoration
{
    private static readonly string[] WithData = ["", "-wal", "-journal"];

    /// <returns>Where the file is that was there before.</returns>
    public static string? Run(InboxLocation location, string backup, TimeProvider time)
    {
        var path = location.Path;
        location.RequireFolder();
        FilePlacement.Require(path);
        var source = InboxLocation.Parse(new SqliteConnectionStringBuilder { DataSource = backup }.ToString()).Existing();
        if (source.Path == path)
        {
            throw new SqliteInboxException($"{backup} is the file of the inbox itself. Name a backup of it.");
        }

        using var lockFile = LockFile.TryAcquire(path) ?? throw new SqliteInboxException($"{path} is in use. Stop the "
            + "application first. Nothing was done.");
        var restored = path + ".restored";
        File.Delete(restored); // of a restoration that was interrupted
        InboxCopy.Write(source, restored);

        LastEnd.NoteRestoration(lockFile);
        var previous = MoveAway(path, time);
        File.Move(restored, path);
        LastEnd.Note(lockFile, path);
        return previous;
    }

    // The -wal stays with its file.
    private static string? MoveAway(string path, TimeProvider time)
    {
        var previous = path + time.GetUtcNow().ToString("'.before-restore-'yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var isThere = File.Exists(path);
        foreach (var suffix in WithData.Where(suffix => File.Exists(path + suffix)))
        {
            File.Move(path + suffix, previous + suffix);
        }

        File.Delete(path + "-shm");
        return isThere ? previous : null;
    }
}
