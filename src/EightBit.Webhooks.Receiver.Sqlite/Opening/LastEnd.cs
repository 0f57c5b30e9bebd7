using System.Globalization;

namespace EightBit.Webhooks.Receiver.Sqlite.Opening;

/// <summary>
/// Whether the last process that had the file has closed it, and nobody has changed it since. Only then is it taken as it is:
/// otherwise a -wal may be there that belongs to another file, or the file may be a copy that was made while it was written.
/// </summary>
internal static class LastEnd
{
    private const string Restoring = "restoring";

    /// <summary>Notes that the file is in use.</summary>
    /// <returns>Whether it was left as it should be.</returns>
    /// <exception cref="SqliteInboxException">A restoration was interrupted.</exception>
    public static bool TakeOver(LockFile lockFile, string database)
    {
        var note = lockFile.ReadNote();
        if (note == Restoring)
        {
            throw new SqliteInboxException(
                $"{database}: the restoration of a backup was interrupted. Run eightbit-webhooks inbox restore again; what "
                    + "was there before is kept "
                + $"in {database}.before-restore-*.");
        }

        var isClean = SizeOf(database) == 0 || (note == Describe(database) && !HasLeftovers(database));
        lockFile.WriteNote("open");
        return isClean;
    }

    /// <summary>Notes that the file is being replaced: until <see cref="Note"/> it is not to be opened.</summary>
    public static void NoteRestoration(LockFile lockFile) => lockFile.WriteNote(Restoring);

    /// <summary>Notes that everything is in the file, unless SQLite has left something beside it.</summary>
    public static void Note(LockFile lockFile, string database)
    {
        if (!HasLeftovers(database))
        {
            lockFile.WriteNote(Describe(database));
        }
    }

    public static long SizeOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private static bool HasLeftovers(string database) => SizeOf(database + "-wal") > 0 || SizeOf(database + "-journal") > 0;

    private static string Describe(string database)
        => string.Create(CultureInfo.InvariantCulture, $"closed with {SizeOf(database)} bytes at "
            + $"{File.GetLastWriteTimeUtc(database).Ticks}");
}
