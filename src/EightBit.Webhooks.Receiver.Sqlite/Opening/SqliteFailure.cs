using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Opening;

/// <summary>What a SQLite error means for the operator.</summary>
internal static class SqliteFailure
{
    public const int Error = 1;
    public const int Corrupt = 11;
    public const int NotADatabase = 26;

    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int SharedMemoryOpen = 18; // this and the next: the second byte of extended codes
    private const int SharedMemorySize = 19;
    private const int SharedMemoryLock = 20;
    private const int SharedMemoryMap = 21;
    private const int Full = 13;
    private const int CannotOpen = 14;

    public static string Explain(string path, SqliteException exception) => exception.SqliteErrorCode switch
    {
        Busy => $"{path}: another process has been writing to it all the time. Try again; if it persists, look for a program that keeps a transaction "
            + "open.",
        ReadOnly => $"{path} cannot be written: the file, its -wal, its -shm, their folder or their disk is read-only. Give "
            + "the application's user "
            + "write permission on the folder and all files of the inbox.",
        IoError when exception.SqliteExtendedErrorCode >> 8 is SharedMemoryOpen or SharedMemorySize or SharedMemoryLock or SharedMemoryMap
            => $"{path}-shm cannot be used as memory that is shared ({exception.Message}). The file system has no room for it "
                + "or does not map files "
            + "into memory: put the file on a local disk.",
        IoError => $"{path}: the disk reported an error ({exception.Message}). Check the disk.",
        Corrupt => $"{path} is damaged ({exception.Message}). Move it and its -wal file away for an examination (sqlite3 FILE .recover), and start "
            + "again with a new file, or restore a backup (eightbit-webhooks inbox restore).",
        Full => $"{path}: the disk is full. Free some space.",
        CannotOpen => $"{path} cannot be opened. Check that it is a file, and give the application's user write permission on "
            + "the folder and all files of the inbox.",
        NotADatabase => $"{path} is not a SQLite database. Give the inbox a file of its own.",
        _ => $"{path}: SQLite reports error {exception.SqliteErrorCode}: {exception.Message}",
    };
}
