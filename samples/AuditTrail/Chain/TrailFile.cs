namespace AuditTrail.Chain;

/// <summary>The file of a trail, opened by its only writer: whole lines at its end, on the disk when <see cref="Append"/> returns.</summary>
internal sealed class TrailFile : IDisposable
{
    private readonly FileStream _lock;
    private readonly FileStream _file;
    private bool _isBroken;

    public TrailFile(string path)
    {
        _lock = Lock(path);
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    public long Length => _file.Length;

    public Stream ReadFrom(long offset)
    {
        _file.Position = offset;
        return _file;
    }

    /// <summary>Removes everything from <paramref name="offset"/> on.</summary>
    public void Cut(long offset)
    {
        _file.SetLength(offset);
        _file.Flush(flushToDisk: true);
    }

    /// <exception cref="AuditTrailException">The line could not be written, or an earlier one could not.</exception>
    public void Append(ReadOnlySpan<byte> line)
    {
        if (_isBroken)
        {
            throw new AuditTrailException("An earlier write has failed, and it is not known what of it is on the disk. Restart the application.");
        }

        var length = _file.Length;
        try
        {
            _file.Position = length;
            _file.Write(line);
        }
        catch (IOException exception)
        {
            // A full disk, most likely. Without the torn line, the next attempt may succeed.
            _isBroken = true;
            Cut(length);
            _isBroken = false;
            throw new AuditTrailException("The entry could not be written. Is the disk full?", exception);
        }

        // After a failed flush the system may have dropped the bytes and yet say next time that all is well.
        _isBroken = true;
        _file.Flush(flushToDisk: true);
        _isBroken = false;
    }

    /// <summary>Lets nothing more be written, because what is in the file and what is known of it have come apart.</summary>
    public void Break() => _isBroken = true;

    public void Dispose()
    {
        _file.Dispose();
        _lock.Dispose();
    }

    // A file of its own: the lock must not keep a verifier from reading the trail.
    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new AuditTrailException($"Another process writes to {path}. A trail has one writer: stop the other one, or give this one a file of its own (AuditTrail:File).", exception);
        }
    }
}
