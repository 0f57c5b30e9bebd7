using System.Text;

namespace EightBit.Webhooks.Receiver.Sqlite.Opening;

/// <summary>
/// Keeps a second process off the inbox's file, and remembers how the last one left it. The lock ends with the process, however
/// that ends.
/// </summary>
internal sealed class LockFile : IDisposable
{
    public const string Suffix = ".lock";

    private const int ReadOnlyFileSystem = 30; // EROFS, which .NET passes on as it is
    private const int MaxNoteBytes = 200;

    private readonly FileStream _stream;

    private LockFile(FileStream stream) => _stream = stream;

    /// <exception cref="SqliteInboxException">
    /// Another process has it, it does not lock, or the folder cannot be written.
    /// </exception>
    public static LockFile Acquire(string databaseFile)
        => TryAcquire(databaseFile, out var problem) ?? throw new SqliteInboxException(
            $"{databaseFile} is in use by another process, or cannot be locked ({problem!.Message}). One process at a time can use a SQLite "
            + "inbox: stop the other one, give this one a file of its own, or use an inbox made for many machines.",
            problem);

    /// <returns>Null when another process has it.</returns>
    /// <exception cref="SqliteInboxException">It does not lock, or the folder cannot be written.</exception>
    public static LockFile? TryAcquire(string databaseFile) => TryAcquire(databaseFile, out _);

    /// <returns>What the last process has noted.</returns>
    public string ReadNote()
    {
        var bytes = new byte[MaxNoteBytes];
        _stream.Position = 0;
        return Encoding.UTF8.GetString(bytes, 0, _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }

    public void WriteNote(string note)
    {
        _stream.SetLength(0);
        _stream.Position = 0;
        _stream.Write(Encoding.UTF8.GetBytes(note));
        _stream.Flush(flushToDisk: true);
    }

    public void Dispose() => _stream.Dispose();

    private static LockFile? TryAcquire(string databaseFile, out IOException? problem)
    {
        var path = databaseFile + Suffix;
        FileStream stream;
        try
        {
            problem = null;

            // Stays when it is released: deleting it would let a third process lock a new file beside a second one's.
            stream = Lock(path, FileMode.OpenOrCreate);
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

        if (CanBeOpenedAgain(path))
        {
            stream.Dispose();
            throw new SqliteInboxException(
                $"{path} cannot be locked: it could be opened a second time, so nothing would keep a second process off the "
                    + "inbox. If file locking is "
                + "switched off (the variable DOTNET_SYSTEM_IO_DISABLEFILELOCKING, or System.IO.DisableFileLocking in "
                + "runtimeconfig.json), switch it on. "
                + "Otherwise the file system has no locks: put the file on a local disk.");
        }

        return new LockFile(stream);
    }

    private static FileStream Lock(string path, FileMode mode) => new(path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

    // Where locks are switched off or the file system has none, .NET says nothing.
    private static bool CanBeOpenedAgain(string path)
    {
        try
        {
            using var second = Lock(path, FileMode.Open);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
