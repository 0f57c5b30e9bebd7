using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Opening;

/// <summary>What a SQLite error means for the operator.</summary>
internal static class SqliteFailure
{
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    public static string Explain(string path, SqliteException exception) => exception.SqliteErrorCode switch
    {
        Busy => $"{path}: another process has been writing to it all the time. Try again; if it persists, look for a program that keeps a transaction "
            + "open.",
        ReadOnly => $"{path} cannot be written: the file, its folder or its disk is read-only. Give the application's user write permission.",
        IoError => $"{path}: the disk reported an error ({exception.Message}). Check the disk.",
        Corrupt => $"{path} is damaged ({exception.Message}). Move it and its -wal file away for an examination (sqlite3 FILE .recover), and start "
            + "again with a new file or a copy.",
        Full => $"{path}: the disk is full. Free some space.",
        CannotOpen => $"{path} cannot be opened. Check that it is a file and that the application's user may read and write it and its folder.",
        NotADatabase => $"{path} is not a SQLite database. Give the inbox a file of its own.",
        _ => $"{path}: SQLite reports error {exception.SqliteErrorCode}: {exception.Message}",
    };
}
