namespace EightBit.Webhooks.Receiver.CrashTests.PowerLoss;

/// <summary>The shim that knows what had been synchronised with the disk, and the cutting back to that.</summary>
internal sealed class FsyncShadow
{
    private readonly string _watched;
    private readonly string _shadow;

    private FsyncShadow(string library, string watched, string shadow)
    {
        Library = library;
        _watched = watched;
        _shadow = shadow;
    }

    public string Library { get; }

    public static async Task<FsyncShadow> BuildAsync(string watched, string workFolder)
    {
        var library = Path.Combine(workFolder, "fsync-shadow.so");
        var shadow = Directory.CreateDirectory(Path.Combine(workFolder, "shadow")).FullName;
        var source = Path.Combine(AppContext.BaseDirectory, "PowerLoss", "fsync-shadow.c");
        var compiler = await ChildProcess.RunAsync(
            TimeSpan.FromMinutes(1), "cc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl", "-lpthread");
        compiler.ExitCode.Should().Be(0, compiler.Errors);
        return new FsyncShadow(library, watched, shadow);
    }

    public void LoadInto(Target target)
        => target.Set("env:LD_PRELOAD", Library).Set("env:EIGHTBIT_WATCH", _watched).Set("env:EIGHTBIT_SHADOW", _shadow);

    /// <summary>Makes the watched files what they were at their last fsync; a file that never had one is gone.</summary>
    /// <returns>The bytes that were written and not synchronised.</returns>
    public long CutBack(string database)
    {
        var cut = 0L;
        foreach (var file in Directory.GetFiles(_watched, Path.GetFileName(database) + "*"))
        {
            var synchronised = Path.Combine(_shadow, Path.GetFileName(file));
            var before = new FileInfo(file).Length;
            File.Delete(file);
            if (File.Exists(synchronised) && !file.EndsWith("-shm", StringComparison.Ordinal))
            {
                File.Copy(synchronised, file);
            }

            cut += file.EndsWith("-wal", StringComparison.Ordinal) ? before - (File.Exists(file) ? new FileInfo(file).Length : 0) : 0;
        }

        return cut;
    }
}
