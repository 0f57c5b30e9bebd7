namespace EightBit.Webhooks.Receiver.Sqlite.Opening;

/// <summary>Keeps a second process off the inbox's file. The lock ends with the process, however that ends.</summary>
internal sealed class LockFile : IDisposable
{
    private readonly FileStream _stream;

    private LockFile(FileStream stream) => _stream = stream;

    /// <exception cref="SqliteInboxException">Another process has it, or the folder cannot be written.</exception>
    public static LockFile Acquire(string databaseFile)
    {
        var path = databaseFile + ".lock";
        try
        {
            // Stays when it is released: deleting it would let a third process lock a new file beside a second one's.
            return new LockFile(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new SqliteInboxException(
                $"{path} cannot be written. Give the application's user write permission on the folder and its files.", exception);
        }
        catch (IOException exception) when (exception is not DirectoryNotFoundException)
        {
            throw new SqliteInboxException(
                $"{databaseFile} is in use by another process, or cannot be locked ({exception.Message}). One process at a time can use a SQLite "
                + "inbox: stop the other one, give this one a file of its own, or use an inbox made for many machines.",
                exception);
        }
    }

    public void Dispose() => _stream.Dispose();
}
