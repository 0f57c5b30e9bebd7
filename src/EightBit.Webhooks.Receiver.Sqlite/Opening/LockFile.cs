namespace EightBit.Webhooks.Receiver.Sqlite.Opening;

/// <summary>Keeps a second process off the inbox's file. The lock ends with the process, however that ends.</summary>
internal sealed class LockFile : IDisposable
{
    private const int ReadOnlyFileSystem = 30; // EROFS, which .NET passes on as it is

    private readonly FileStream _stream;

    private LockFile(FileStream stream) => _stream = stream;

    /// <exception cref="SqliteInboxException">Another process has it, or the folder cannot be written.</exception>
    public static LockFile Acquire(string databaseFile)
        => TryAcquire(databaseFile, out var problem) ?? throw new SqliteInboxException(
            $"{databaseFile} is in use by another process, or cannot be locked ({problem!.Message}). One process at a time can use a SQLite "
            + "inbox: stop the other one, give this one a file of its own, or use an inbox made for many machines.",
            problem);

    /// <returns>Null when another process has it.</returns>
    /// <exception cref="SqliteInboxException">The folder cannot be written.</exception>
    public static LockFile? TryAcquire(string databaseFile) => TryAcquire(databaseFile, out _);

    public void Dispose() => _stream.Dispose();

    private static LockFile? TryAcquire(string databaseFile, out IOException? problem)
    {
        var path = databaseFile + ".lock";
        try
        {
            problem = null;

            // Stays when it is released: deleting it would let a third process lock a new file beside a second one's.
            return new LockFile(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException { HResult: ReadOnlyFileSystem })
        {
            throw new SqliteInboxException(
                $"{path} cannot be written ({exception.Message}) Give the application's user write permission on the folder and its files, "
                + "on a disk that is not read-only.", exception);
        }
        catch (IOException exception) when (exception is not DirectoryNotFoundException)
        {
            problem = exception;
            return null;
        }
    }
}
